"""Whether a component's inside is in the program's record: what its provider builds in a process of its own is not."""

from __future__ import annotations

from .capture import Resource
from .context import Context


def has_parts(resource: Resource, context: Context) -> bool:
    """Whether any resource of the program is a part of this one."""
    return any(it.parent == resource.urn for it in context.capture.resources)
