"""A language model behind an address that the user gave: the only place that sends a report anywhere.

settings from the environment -> Asker (questions in flight) -> Endpoint (one question, tried again) -> answer
"""
