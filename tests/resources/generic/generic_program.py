"""Programs that ask through a generic door, and what the rules say of it."""

from __future__ import annotations

from typing import Any

from penstock.resources.facts import FactSet
from resources.kubernetes.kubernetes_program import outcomes
from resources.resource_facts import facts, resource


def door(token: str, inputs: Any, **rest: Any) -> FactSet:
    """The facts of a resource `it`, whose provider is not the one in us-east-1."""
    return facts(resource(token, "it", inputs, **rest))


def size(token: str, inputs: Any, **rest: Any) -> set[str]:
    """What oversized-instance says of it."""
    return {it.value for it in outcomes(door(token, inputs, **rest), "oversized-instance")}
