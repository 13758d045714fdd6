"""Pictures of the desk on the sample reports: `python -m docs.pictures`."""
