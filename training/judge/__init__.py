"""Trains the network that judges how two claims stand to each other."""
