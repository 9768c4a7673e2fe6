"""How large a machine may be for a purpose: what `oversized-instance` and `wide-instance-requirements` hold it to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from penstock import catalog
from penstock.catalog import InstanceType
from penstock.resources.reading.values import UNKNOWN, Maybe

from .judging import PURPOSE_KEYS, Price, all_of

_CLASSES: Final = ("no accelerators", "entry class (T4)", "middle class (L4, A10G)", "A100 class", "H100 class")


def within(kind: InstanceType, cost: Price | None, limit: Mapping[str, Any]) -> Maybe[bool]:
    """Whether a machine is within a limit: `UNKNOWN` while what is not known of it decides."""
    return all_of(
        [
            kind.gpu_tier <= limit["max_gpu_tier"],
            kind.gpu_count <= Decimal(str(limit["max_gpu_count"])),
            _memory_within(kind, Decimal(str(limit["max_gpu_memory_gib"]))),
            kind.vcpus <= limit["max_vcpus"],
            _price_within(cost, Decimal(str(limit["max_hourly_usd"]))),
        ]
    )


def _memory_within(kind: InstanceType, most: Decimal) -> Maybe[bool]:
    if kind.gpu_count == 0:
        return True
    return UNKNOWN if kind.gpu_memory_gib is None else kind.gpu_count * kind.gpu_memory_gib <= most


def _price_within(cost: Price | None, most: Decimal) -> Maybe[bool]:
    if cost is None or cost.low <= most < cost.high:
        return UNKNOWN
    return cost.high <= most


def limit_words(limit: Mapping[str, Any], kind: InstanceType | None = None) -> str:
    """A limit for people: class and price, and what else `kind`, of a class within it, is above."""
    tier = int(limit["max_gpu_tier"])
    above = f"below {_CLASSES[tier + 1]}" if 0 <= tier < len(_CLASSES) - 1 else "any class"
    words = ["no accelerators" if tier < 1 else above]
    if kind is not None and kind.gpu_tier <= tier:
        if kind.gpu_count > Decimal(str(limit["max_gpu_count"])):
            words.append(_counted(limit["max_gpu_count"], "accelerator"))
        if _memory_within(kind, Decimal(str(limit["max_gpu_memory_gib"]))) is not True:
            words.append(f"{limit['max_gpu_memory_gib']:g} GiB of accelerator memory")
        if kind.vcpus > limit["max_vcpus"]:
            words.append(_counted(limit["max_vcpus"], "vCPU"))
    return ", ".join([*words, f"{limit['max_hourly_usd']:g} $/h"])


def _counted(number: float, what: str) -> str:
    return f"{number:g} {what}" if number == 1 else f"{number:g} {what}s"


def cheapest_within(cloud: str, region: Maybe[str] | None, limit: Mapping[str, Any]) -> str:
    """The cheapest type with one accelerator of the best class within the limit, for people; empty when there is none."""
    return _cheapest(cloud, str.__str__(region), tuple(limit.items())) if isinstance(region, str) else ""


@lru_cache
def _cheapest(cloud: str, region: str, items: tuple[tuple[str, Any], ...]) -> str:
    book, limit = catalog.load(cloud), dict(items)
    offers = [offer for name in book.gpu_names for offer in book.with_gpu(name, 1, region)]
    fitting = [
        (-offer.type.gpu_tier, offer.on_demand_hourly, offer.type.name)
        for offer in offers
        if offer.on_demand_hourly is not None
        and within(offer.type, Price(offer.on_demand_hourly, offer.on_demand_hourly), limit) is True
        and offer.type.maker == "NVIDIA"
        and offer.type.architecture == "x86_64"
        and not offer.type.previous_generation
    ]
    if not fitting:
        return ""
    _, hourly, name = min(fitting)
    return f"{name}, {hourly.quantize(Decimal('0.01'))} $/h"


def _limits(tier: int, hourly: int, count: int, memory: int, vcpus: int) -> dict[str, int]:
    return {
        "max_gpu_tier": tier,
        "max_hourly_usd": hourly,
        "max_gpu_count": count,
        "max_gpu_memory_gib": memory,
        "max_vcpus": vcpus,
    }


LIMITS: Final[Mapping[str, Any]] = {
    "type": "object",
    "description": (
        "Purpose (or `unstated`) -> the largest machine: accelerator class (0 none, 1 entry, 2 middle, 3 A100, 4 H100 and above), "
        "on-demand USD per hour, accelerators, GiB of memory of all of them, vCPUs."
    ),
    "propertyNames": {"enum": [*PURPOSE_KEYS]},
    "additionalProperties": {
        "type": "object",
        "properties": {
            "max_gpu_tier": {"type": "integer", "minimum": 0, "description": "accelerator class, 0 to 4"},
            "max_hourly_usd": {"type": "number", "minimum": 0, "description": "USD per hour on-demand"},
            "max_gpu_count": {"type": "number", "minimum": 0, "description": "accelerators of one machine"},
            "max_gpu_memory_gib": {"type": "number", "minimum": 0, "description": "GiB of all its accelerators"},
            "max_vcpus": {"type": "integer", "minimum": 0, "description": "vCPUs of one machine"},
        },
    },
    "default": {
        "unstated": _limits(2, 10, 4, 192, 192),
        "development": _limits(2, 10, 4, 192, 192),
        "evaluation": _limits(2, 35, 8, 384, 192),
        "inference": _limits(2, 35, 16, 384, 192),
        "training": _limits(4, 120, 16, 2304, 224),
    },
}
"""The schema and the defaults of a rule's `limits`. Training: the largest single machines that clouds sell for it (8 x B300, 16
Trainium; 224 vCPUs of a4-highgpu-8g). Evaluation and inference: the largest of the middle class (8 x L40S; for inference also 16
Inferentia and 12 Inferentia2); the A100 class and above is for training alone. Unstated: four accelerators of the middle class."""
