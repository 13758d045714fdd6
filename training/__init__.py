"""From corpora to a shipped model, its card and its floors: `python -m training --help`."""
