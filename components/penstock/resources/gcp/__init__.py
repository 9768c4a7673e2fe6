"""Google Cloud: what each type of pulumi-gcp is, one small file per family, and the types that cost nothing.

Loaded when it is asked for: a program has no use for the readers of a cloud that it does not name.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from penstock.resources.gcp.services.free import FREE

    from .charges import Reader
    from .readers import READERS

__all__ = ["FREE", "READERS", "Reader"]

_HOMES: Final = {
    "FREE": ".services.free",
    "READERS": ".readers",
    "Reader": ".charges",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
