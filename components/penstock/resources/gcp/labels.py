"""Labels are Google Cloud's tags. A label's key has only lower-case letters, digits, `_` and `-`, so a tag key of ours is
written with `-` for `:` (`penstock:pool` is the label `penstock-pool`) and read back under its own name. A number in a
value has `_` for its point.

Source: Compute Engine, Organize resources using labels, Requirements for labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.reading.context import parse_json, tags_of
from penstock.resources.reading.inputs import Inputs, as_number, masked_like, plain
from penstock.resources.reading.values import Maybe, Value
from penstock.terms import Tag


def label_key(tag: str) -> str:
    """The label key that stands for a tag key."""
    return tag.replace(":", "-")


_TAGS: Final[Mapping[str, str]] = {label_key(tag): tag for name, tag in vars(Tag).items() if name.isupper()}


def from_labels(value: Value) -> Mapping[str, Maybe[str]]:
    """A map of labels as tags; what cannot be read leaves every tag of ours `UNKNOWN`."""
    return {_TAGS.get(key, key): text for key, text in tags_of(value).items()}


def fallback_hours(tags: Mapping[str, Maybe[str]]) -> Maybe[Decimal] | None:
    """The daily cap of a group that stands in for dry spot capacity, in node-hours; None for any other group."""
    text = tags.get(Tag.FALLBACK_HOURS)
    return as_number(masked_like(text, plain(text).replace("_", ".")) if isinstance(text, str) else text)


def default_tags(provider: Inputs) -> Mapping[str, Maybe[str]]:
    """The labels that a provider adds to each resource."""
    labels = provider.raw("defaultLabels")
    # A provider's nested inputs go over the wire as JSON.
    return from_labels(parse_json(labels) if isinstance(labels, str) else labels)
