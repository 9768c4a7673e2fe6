"""Custom data and extensions that a virtual machine runs when it starts, and the data that they name."""

from __future__ import annotations

from collections.abc import Iterable

from penstock.resources.azure.references import data_references, decoded
from penstock.resources.facts import Reference
from penstock.resources.reading.blocks import text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.references import texts_of
from penstock.resources.reading.values import Maybe


def startup_texts(profile: Inputs, path: str) -> tuple[tuple[str, Maybe[str]], ...]:
    """(input, text) of what a machine of `profile`, the block at `path`, acts on when it starts."""
    scripts = ((f"{path}osProfile.customData", decoded(text_at(profile, "osProfile", "customData"))),)
    scripts += ((f"{path}userData", decoded(profile.text("userData"))),)
    extensions = texts_of(profile.raw("extensionProfile"))
    found = (*scripts, *((f"{path}extensionProfile", text) for text in extensions))
    return tuple((where, text) for where, text in found if text is not None)


def startup_references(
    resource: Resource, context: Context, texts: Iterable[tuple[str, Maybe[str]]]
) -> tuple[Reference, ...]:
    """The data that `texts` name, each at its input."""
    return tuple(
        reference
        for path, text in texts
        for reference in data_references(resource, context, path, (text,), path.rpartition(".")[2])
    )
