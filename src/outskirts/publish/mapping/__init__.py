"""The map: where each thing is drawn, and the picture itself, as values and text."""
