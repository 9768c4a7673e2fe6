"""Inputs held against the installed provider SDK's own types."""
