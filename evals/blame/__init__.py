"""Responsibility in passages of our own: who blames whom, who admits, who disowns, what is left open."""
