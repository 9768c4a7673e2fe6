"""Which resource an Azure input means, by name or id; managed identities; addresses of data in texts."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeGuard

from penstock.regex import regex
from penstock.resources.facts import Reference
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.references import as_references, meant
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .type_tokens import IDENTITY, STORAGE_ACCOUNT

_ACCOUNT: Final = regex(r"/storageAccounts/([a-z0-9]+)(?:/|$)", re.IGNORECASE)
"""The account in the id of one of its parts."""

_CALLED: Final = ("id", "name")
"""Inputs and outputs by which a resource is called."""

_ADDRESS: Final = regex(r"(?<![a-z0-9.-])([a-z0-9]{3,24})(?:\.z\d\d)?\.(?:blob|dfs|file)\.(?:core|storage)\.[a-z]")
"""An account's name in the address of its data: `https://NAME.blob.core.windows.net`, `abfss://c@NAME.dfs.core.windows.net`."""


def referred(resource: Resource, context: Context, path: str, value: Value, types: Sequence[str]) -> tuple[str, ...]:
    """URNs of the resources of `types` that `value`, at `path` of the inputs, means. None: it is not in the program.

    A text that names none is judged by where it came from, if that is one resource: an id is made of a name.
    """
    return meant(resource, context, path, value, types=types, names=_names)


def _names(text: str) -> Iterator[str]:
    """The names by which the resource of this id may be known."""
    yield text
    if "/" in text:
        yield text.rpartition("/")[2]
        account = _ACCOUNT.search(text)
        if account is not None:
            yield account[1]


def followers(context: Context, urn: str, path: str, types: Sequence[str]) -> tuple[Resource, ...]:
    """The resources of `types` whose input at `path` means the resource `urn`."""
    target = context.by_urn[urn]
    return tuple(
        it
        for it in context.may_mean((urn, *_called(target)), path, types, _names)
        if urn in referred(it, context, path, Inputs(it.inputs).raw(path), (target.type,))
    )


def _called(resource: Resource) -> frozenset[str]:
    """The names and ids of the resource itself."""
    values = (source.get(key) for source in (resource.inputs, resource.outputs) for key in _CALLED)
    return frozenset(plain(value) for value in values if _is_text(value) and value)


def _is_text(value: Value) -> TypeGuard[str]:
    return isinstance(value, str)


def identities(resource: Resource, context: Context, inputs: Inputs) -> tuple[str, ...]:
    """URNs of whom it runs as, by its `identity`: the identities that it is given, and itself where it has one of its own.

    The ids are a list as the SDK sends them, and the keys of a map in what Azure answers.
    """
    block = inputs.block("identity")
    if block is None:
        return ()
    if isinstance(block, Unknown):
        return (resource.urn, *context.sources(resource, "identity", (IDENTITY,)))
    kind = block.text("type")
    own = (resource.urn,) if isinstance(kind, Unknown) or (kind and "SystemAssigned" in plain(kind)) else ()
    given = block.raw("userAssignedIdentities")
    if isinstance(given, Mapping):
        given = tuple(given)
    values: Iterable[Value] = (
        given if isinstance(given, Sequence) and not isinstance(given, str) else () if given is None else (UNKNOWN,)
    )
    found = {urn for value in values for urn in referred(resource, context, "identity", value, (IDENTITY,))}
    return (*own, *sorted(found))


def decoded(text: Maybe[str] | None) -> Maybe[str] | None:
    """Base64 as text; what is none is taken as it is."""
    if text is None or isinstance(text, Unknown):
        return text
    try:
        return masked_like(text, base64.b64decode(plain(text), validate=True).decode())
    except (binascii.Error, ValueError):
        return text


def data_references(
    resource: Resource, context: Context, path: str, texts: Iterable[Maybe[str]], evidence: str
) -> tuple[Reference, ...]:
    """What `texts`, the input at `path`, names as a source of data.

    Text that only the cloud knows is judged by the accounts that the input was computed from; by itself it is no evidence of a
    reading. Text that is known must name them: the input may be of a whole machine,
    with an account for its boot diagnostics.
    """
    found: dict[str, Maybe[str] | None] = {}
    sources = context.sources(resource, path, (STORAGE_ACCOUNT,))
    for text in texts:
        if isinstance(text, Unknown):
            found.update(dict.fromkeys(sources))
            continue
        named = (urn for urn in sources if any(it in plain(text) for it in _called(context.by_urn[urn])))
        found.update(dict.fromkeys(named))
        whole = context.named(plain(text), (STORAGE_ACCOUNT,))  # a variable may hold the name alone
        found.update({} if whole is None else {whole: None})
        for match in _ADDRESS.finditer(plain(text)):
            account = context.named(match[1], (STORAGE_ACCOUNT,))
            found[account or masked_like(text, f"https://{match[1]}.blob.core.windows.net")] = None
    return as_references(found, resource, path, evidence)
