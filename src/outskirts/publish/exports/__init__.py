"""Open data: claims and statuses as tables and GeoJSON, for other programs."""
