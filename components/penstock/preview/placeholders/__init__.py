"""Placeholders: what a program holds in place of a value that only a cloud can know."""
