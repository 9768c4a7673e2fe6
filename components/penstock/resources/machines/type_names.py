"""A machine's type by the catalog's spelling of its name.

Azure takes a size in any case (`STANDARD_NC24ADS_A100_V4`, as the pages of Azure Machine Learning write it), and some services take one
without `Standard_`. Names of EC2 and Compute Engine are in lower case, and any other spelling is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from penstock import catalog
from penstock.resources.facts import InstanceChoice
from penstock.resources.reading.inputs import masked_like, plain
from penstock.resources.reading.values import Maybe

_TIER: Final = "standard_"


def own_name(cloud: str, name: str) -> str:
    """The catalog's spelling of a type's name; the name as it is where the catalog has none."""
    if cloud != "azure":
        return name
    lower = plain(name).lower()
    own = _sizes().get(lower) or _sizes().get(f"{_TIER}{lower}")
    return name if own is None else masked_like(name, own)


def spelled_choice(cloud: str, choice: InstanceChoice) -> InstanceChoice:
    """`choice` with the catalog's spelling of its type."""
    name: Maybe[str] = choice.instance_type
    own = own_name(cloud, name) if isinstance(name, str) else name
    return choice if own is name else replace(choice, instance_type=own)


@lru_cache
def _sizes() -> Mapping[str, str]:
    """Azure's sizes in lower case -> as the catalog writes them. Kept, for the catalog never changes."""
    return {name.lower(): name for name in catalog.load("azure").instance_type_names}
