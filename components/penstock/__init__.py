"""Penstock: GPU environments on Pulumi with the cost controls built in."""
