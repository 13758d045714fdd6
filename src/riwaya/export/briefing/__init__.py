"""The briefing on paper: one file per format."""
