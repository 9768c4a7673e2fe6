"""Azure: what each type of pulumi-azure-native is, one small file per family, and the types that cost nothing.

Loaded when it is asked for: a program has no use for the readers of a cloud that it does not name.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from penstock.resources.azure.services.free import FREE

    from .charges import Reader
    from .readers import READERS
    from .type_spelling import spelled

__all__ = ["FREE", "READERS", "Reader", "spelled"]

_HOMES: Final = {
    "FREE": ".services.free",
    "READERS": ".readers",
    "Reader": ".charges",
    "spelled": ".type_spelling",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
