"""The compact network: load, run in batches, calibrate (inference only)."""
