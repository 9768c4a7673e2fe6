"""AWS: type token -> reader, one small file per family, and the types that are known to cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from penstock.resources.capture import Resource
from penstock.resources.context import Context
from penstock.resources.facts import Fact

from .access import ACCESS
from .compute import COMPUTE
from .fleets import FLEETS
from .free import FREE
from .named import named_types
from .network import NETWORK
from .scaling import SCALING
from .services import SERVICES
from .storage import STORAGE

Reader: TypeAlias = Callable[[Resource, Context], Iterable[Fact]]

READERS: Final[Mapping[str, Reader]] = {**COMPUTE, **FLEETS, **SCALING, **STORAGE, **ACCESS, **NETWORK, **SERVICES}

__all__ = ["FREE", "READERS", "Reader", "named_types"]
