"""Machines on every cloud: their types, how they are bought, what an image bills, and machines that a text names."""
