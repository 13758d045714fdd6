"""Stored facts shaped for people (no HTML)."""
