"""Benchmarks and quality floors; not part of the package."""
