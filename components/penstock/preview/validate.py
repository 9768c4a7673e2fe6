"""Validates resources' inputs against the provider SDK's own types."""

from __future__ import annotations

from penstock.problem import Problem
from penstock.resources.capture import Capture


def validate_inputs(capture: Capture) -> list[Problem]:
    """Every input that the provider's types do not allow. First form: none is looked at."""
    del capture
    return []
