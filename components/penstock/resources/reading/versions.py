"""The engine version of a managed service, as its inputs say it."""

from __future__ import annotations

from .capture import Resource
from .inputs import Inputs
from .values import Maybe


def version_of(resource: Resource, name: str, found: str = "") -> Maybe[str] | None:
    """The version that a program asks for by its input `name`; of what says none and is there already, what a state has found
    (`found`, or the same name). None: the newest comes."""
    said = Inputs(resource.inputs).text(name)
    kept = Inputs(resource.outputs).text(found or name) if said is None else said
    return kept if said is not None or isinstance(kept, str) else None
