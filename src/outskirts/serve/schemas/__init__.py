"""The answers of the HTTP API, as pydantic models: what they hold is what the OpenAPI document says."""

from outskirts.serve.schemas import base, claims, places, record, review

__all__ = ["base", "claims", "places", "record", "review"]
