"""Field reports about invented people and places, annotated as they are written."""
