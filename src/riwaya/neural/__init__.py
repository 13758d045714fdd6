"""The compact network: load, read, calibrate (inference only)."""
