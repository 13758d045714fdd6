"""Training of the network that sees whom to protect."""
