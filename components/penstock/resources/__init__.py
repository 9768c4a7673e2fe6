"""Readers of resources: a Pulumi type token and its inputs become neutral facts, for any team's plain program."""

from .read import CLOUDS, read

__all__ = ["CLOUDS", "read"]
