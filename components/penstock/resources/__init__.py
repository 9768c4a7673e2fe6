"""Pulumi type token + inputs -> neutral facts. Holds for any team's plain Pulumi program, not for ours alone."""

from .read import CLOUDS, read

__all__ = ["CLOUDS", "read"]
