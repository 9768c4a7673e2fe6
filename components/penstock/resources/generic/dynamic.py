"""Dynamic providers: code that runs when a resource is created, judged as a command is.

The code is in the resource's inputs: of Node.js its source, of Python a pickle (pulumi's `dynamic.serialize_provider`), of which the names
and the texts are read, and nothing is run. A call that starts machines, a tool that brings whatever its files say, and what hides
what it runs are told; a provider that does none of it, or whose code is encrypted in what was saved, is without a price and no more.
The machines that its other inputs name are judged as those of any resource.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from penstock.resources.facts import Fact, Unread
from penstock.resources.machines.named import leaves
from penstock.resources.machines.ordered_in_text import ordered
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain

from .commands import running
from .other import other

_CODE: Final = "__provider"


def _dynamic(resource: Resource, context: Context) -> Iterable[Fact]:
    facts = tuple(other(resource, context))
    yield from facts
    code = Inputs(resource.inputs).text(_CODE)
    if isinstance(code, str):
        text = masked_like(code, _source(plain(code)))
        yield from running(resource, context, text, _CODE)
        told = replace(resource, inputs={_CODE: text})
        many = any(isinstance(fact, Unread) and fact.large for fact in facts)
        yield from ordered(told, context, leaves(told.inputs), starts_machines=True, told=many)


def _source(code: str) -> str:
    """What the code says: its source, or the texts of a pickle, and its names as calls and as a chain of attributes."""
    try:
        found = [it for it in _texts(base64.b64decode(code, validate=True)) if not _is_own_file(it)]
    except (binascii.Error, ValueError):
        return code
    names = [it for it in found if it.isidentifier()]
    return "\n".join((" ".join(found), " ".join(f".{it}(" for it in names), ".".join(names)))


def _texts(pickled: bytes) -> Iterator[str]:
    """The texts of a pickle in their order; `genops` reads it without making anything of it."""
    import pickletools  # noqa: PLC0415 - few programs have a dynamic provider

    for _, argument, _ in pickletools.genops(pickled):
        if isinstance(argument, str):
            yield argument


def _is_own_file(text: str) -> bool:
    """The file that a function was defined in, which is kept with it."""
    return text.endswith(".py") and (text.startswith("/") or text[1:2] == ":")


DYNAMIC: Final[Mapping[str, Reader]] = {
    "pulumi-python:dynamic:Resource": _dynamic,
    "pulumi-nodejs:dynamic:Resource": _dynamic,
}
