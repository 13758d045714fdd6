"""Single events with their codes, and how many of them the rules get right."""
