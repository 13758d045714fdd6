"""The stages in order, resume, progress."""
