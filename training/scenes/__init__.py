"""Invented occurrences told by several reports, to learn from how accounts stand to each other."""
