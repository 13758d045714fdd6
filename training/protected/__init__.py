"""Invented passages that teach whom to protect, written and annotated by hand: see README.md."""
