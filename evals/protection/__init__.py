"""Who is masked: passages to measure it, and an attack on what is shared."""
