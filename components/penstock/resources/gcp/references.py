"""Which resource a Google Cloud input means, by name, URL or e-mail; addresses of data in texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from penstock.regex import regex
from penstock.resources.facts import Reference
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, names_of
from penstock.resources.reading.inputs import masked_like, plain
from penstock.resources.reading.public_sources import GOOGLE_PROJECTS, PUBLIC_BUCKETS
from penstock.resources.reading.references import as_references, meant
from penstock.resources.reading.values import Maybe, Unknown, Value

from .type_tokens import BUCKETS, SERVICE_ACCOUNT

_EMAIL: Final = regex(r"(?:serviceAccount:)?([^@/:\s]+@([a-z0-9.-]+)\.iam\.gserviceaccount\.com)")

_NAME: Final = r"([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])"
_END: Final = r"(?![\w*?${%<-]|\.[\w*?${%<])"
_BUCKET_ADDRESSES: Final = tuple(
    regex(pattern)
    for pattern in (
        rf"gs://{_NAME}{_END}",
        rf"//storage\.(?:googleapis|cloud\.google)\.com/{_NAME}{_END}",
        rf"//{_NAME}\.storage\.googleapis\.com\b",
    )
)
_REGISTRY: Final = regex(r"\b([a-z]+(?:-[a-z]+\d+)?)-docker\.pkg\.dev/([\w.-]+)/[\w.-]+")


def referred(resource: Resource, context: Context, path: str, value: Value, types: Sequence[str]) -> tuple[str, ...]:
    """URNs of the resources of `types` that `value`, at `path` of the inputs, means. None: it is not in the program.

    A text that names none is judged by where it came from, if that is one resource: an e-mail is made of an account's id.
    """
    return meant(resource, context, path, value, types=types, names=_names)


def _names(text: str) -> Iterator[str]:
    """The names, ids and paths by which the resource at `text` may be known."""
    yield text
    email = _EMAIL.fullmatch(text)
    if email is not None:
        yield f"projects/{email[2]}/serviceAccounts/{email[1]}"
        return
    _, found, path = text.partition("/projects/")
    if found:
        yield f"projects/{path}"
    if "/" in text:
        yield text.rpartition("/")[2]


def followers(context: Context, urn: str, path: str, types: Sequence[str]) -> tuple[Resource, ...]:
    """The resources of `types` whose input `path` means the resource `urn`."""
    target = context.by_urn[urn]
    return tuple(
        it
        for it in context.may_mean((urn, *names_of(target)), path, types, _names)
        if (
            urn in referred(it, context, path, text, (target.type,))
            if isinstance(text := it.inputs.get(path), str)
            else urn in it.property_dependencies.get(path, ())
        )
    )


def accounts(resource: Resource, context: Context, path: str, value: Value) -> tuple[str, ...]:
    """URNs of the service accounts that an e-mail means."""
    return referred(resource, context, path, value, (SERVICE_ACCOUNT,))


def addresses(text: str) -> Iterator[tuple[str, str | None]]:
    """(address, the region that it names) of everything in `text`. A pattern with a wildcard is no evidence."""
    found: dict[str, str | None] = {
        f"gs://{match[1]}": None
        for pattern in _BUCKET_ADDRESSES
        for match in pattern.finditer(text)
        if not PUBLIC_BUCKETS.match(match[1])
    }
    found.update((match[0], match[1]) for match in _REGISTRY.finditer(text) if not GOOGLE_PROJECTS.fullmatch(match[2]))
    yield from sorted(found.items())


def data_references(
    resource: Resource, context: Context, path: str, texts: Iterable[Maybe[str]], evidence: str
) -> tuple[Reference, ...]:
    """What `texts`, the input at `path`, names as a source of data.

    Text that only the cloud knows is judged by the buckets that it was computed from; by itself it is no evidence of a reading.
    """
    found: dict[str, Maybe[str] | None] = dict.fromkeys(context.sources(resource, path, BUCKETS))
    for text in texts:
        if isinstance(text, Unknown):
            continue
        whole = context.named(plain(text), BUCKETS)  # a variable may hold the name alone
        found.update({} if whole is None else {whole: None})
        for address, place in addresses(plain(text)):
            is_bucket = address.startswith("gs://")
            bucket = context.named(address.removeprefix("gs://"), BUCKETS) if is_bucket else None
            found[bucket or masked_like(text, address)] = None if bucket else place
    return as_references(found, resource, path, evidence)
