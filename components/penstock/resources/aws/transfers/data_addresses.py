"""Addresses of S3, ECR and other data in user data, commands and inputs, with the region that they name."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

from penstock.regex import regex
from penstock.resources.aws.type_tokens import BUCKETS, STORES
from penstock.resources.facts import Reference
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import masked_like, plain
from penstock.resources.reading.public_sources import OWN_OF_AWS, PUBLIC_BUCKETS
from penstock.resources.reading.references import as_references
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

_MOST_TEXT: Final = 1 << 20
"""User data has at most 16 KiB; unpacked text beyond this is an attack on the reader."""

_BUCKET: Final = regex(r"(?:s3://|arn:aws[a-z-]*:s3:::)([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?![\w*?${%<-]|\.[\w*?${%<])")

_REGION: Final = r"([a-z]{2}(?:-[a-z]+)+-\d)"
_ARN_END: Final = r"[\w/.:@-]+(?![\w/.:@*?${%<-])"
_PLACED: Final = tuple(
    regex(pattern)
    for pattern in (
        rf"\b\d{{12}}\.dkr\.ecr(?:-fips)?\.{_REGION}\.amazonaws\.com\b",
        rf"\bfs-[0-9a-f]+\.(?:efs|fsx)\.{_REGION}\.amazonaws\.com\b",
        rf"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.{_REGION}\.rds\.amazonaws\.com\b",
        rf"\barn:aws[a-z-]*:(?:s3|s3express|ecr|elasticfilesystem|fsx|dynamodb):{_REGION}:\d{{12}}:{_ARN_END}",
    )
)
_BUCKET_HOST: Final = regex(
    rf"\b([a-z0-9][a-z0-9.-]{{1,61}}[a-z0-9])\.s3[.-](?:dualstack\.)?{_REGION}\.amazonaws\.com\b"
)
_BUCKET_PATH: Final = regex(rf"//s3[.-](?:dualstack\.)?{_REGION}\.amazonaws\.com/([a-z0-9][a-z0-9.-]{{1,61}}[a-z0-9])")


def addresses(text: str) -> Iterator[tuple[str, str | None]]:
    """(address, the region that it names) of everything in `text`. A pattern with a wildcard is no evidence."""
    found: dict[str, str | None] = {}
    for match in _BUCKET_HOST.finditer(text):
        found[f"s3://{match[1]}"] = match[2]
    for match in _BUCKET_PATH.finditer(text):
        found[f"s3://{match[2]}"] = match[1]
    for match in _BUCKET.finditer(text):
        found.setdefault(f"s3://{match[1]}", None)
    for place in _PLACED:
        found.update((match[0], match[1]) for match in place.finditer(text))
    yield from sorted(it for it in found.items() if not _is_public(it[0]))


def _is_public(address: str) -> bool:
    return bool(PUBLIC_BUCKETS.match(address.removeprefix("s3://")) or OWN_OF_AWS.search(address))


def decoded(value: Maybe[str] | None) -> Maybe[str] | None:
    """Base64 text, as a launch template takes user data, unpacked if it is gzip. Text that is no base64 stays as it is."""
    if not isinstance(value, str):
        return value
    try:
        data = base64.b64decode(plain(value), validate=True)
    except (binascii.Error, ValueError):
        return value
    if data.startswith(b"\x1f\x8b"):
        try:
            data = zlib.decompressobj(wbits=31).decompress(data, _MOST_TEXT)
        except zlib.error:
            return UNKNOWN
    return masked_like(value, data.decode("utf-8", errors="replace"))


def references(
    resource: Resource, context: Context, path: str, texts: Sequence[Maybe[str]], evidence: str
) -> tuple[Reference, ...]:
    """What `texts`, the input at `path`, names as a source of data.

    Text that only the cloud knows is judged by the buckets and stores that it was computed from; by itself it is no evidence of a
    reading.
    """
    found: dict[str, Maybe[str] | None] = dict.fromkeys(context.sources(resource, path, BUCKETS))
    found.update(stores_of(resource, context, path))
    for text in texts:
        if isinstance(text, Unknown):
            continue
        whole = bucket_at(context, f"s3://{plain(text)}")  # a variable may hold the name alone
        found.update({} if whole is None else {whole: None})
        for address, region in addresses(plain(text)):
            bucket = bucket_at(context, address)
            found[bucket or masked_like(text, address)] = None if bucket else region
    return as_references(found, resource, path, evidence)


def stores_of(resource: Resource, context: Context, path: str) -> dict[str, Maybe[str] | None]:
    """URN -> region of the registries, file systems and databases that the input at `path` was computed from."""
    return {urn: context.base(context.by_urn[urn])["region"] for urn in context.sources(resource, path, STORES)}


def bucket_at(context: Context, address: str) -> str | None:
    """URN of the program's bucket at `s3://name`."""
    return context.named(address.removeprefix("s3://"), BUCKETS) if address.startswith("s3://") else None


def bucket_of(resource: Resource, context: Context, path: str, value: Value) -> tuple[str, ...]:
    """URNs of the buckets that an input means."""
    return context.referred(resource, path, value, BUCKETS)
