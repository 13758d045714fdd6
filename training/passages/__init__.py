"""Invented field reporting, written and annotated by hand: see README.md."""
