"""Kubernetes: what each type of pulumi-kubernetes is, one small file per family, and the types that cost nothing.

Loaded when it is asked for: a program has no use for the readers of a cloud that it does not name.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .free import FREE
    from .readers import READERS, custom

__all__ = ["FREE", "READERS", "custom"]

_HOMES: Final = {
    "FREE": ".free",
    "READERS": ".readers",
    "custom": ".readers",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
