"""Public benchmarks in their own published formats, one file per task."""
