"""IAM grants on buckets: which service account, and so which machine, may read or write which bucket.

Grants on a whole project are no evidence of what is read, so they make no edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.facts import Access, Fact, Free
from penstock.resources.gcp.charges import Reader
from penstock.resources.gcp.places import base
from penstock.resources.gcp.references import accounts, referred
from penstock.resources.gcp.type_tokens import BUCKETS
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, parse_json
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Unknown, Value

_CANNOT_READ: Final = frozenset(
    f"roles/storage.{name}"
    for name in ("bucketViewer", "folderAdmin", "legacyBucketReader", "legacyBucketWriter", "objectCreator")
)
"""Roles on a bucket without `storage.objects.get` (Cloud Storage, IAM roles)."""


def _member(resource: Resource, context: Context) -> Iterable[Fact]:
    yield from _grant(resource, context, (("member", Inputs(resource.inputs).raw("member")),))


def _binding(resource: Resource, context: Context) -> Iterable[Fact]:
    members = Inputs(resource.inputs).texts("members")
    values: Iterable[Value] = (members,) if isinstance(members, Unknown) else members
    yield from _grant(resource, context, (("members", value) for value in values))


def _grant(resource: Resource, context: Context, members: Iterable[tuple[str, Value]]) -> Iterable[Fact]:
    yield Free(**base(resource, context))
    inputs = Inputs(resource.inputs)
    role = inputs.text("role")
    if isinstance(role, str) and plain(role) in _CANNOT_READ:
        return
    found = {urn for path, value in members for urn in accounts(resource, context, path, value)}
    yield _access(resource, context, sorted(found))


def _policy(resource: Resource, context: Context) -> Iterable[Fact]:
    """All bindings of a bucket in one document; one that is not known is judged by the accounts that it was made from."""
    yield Free(**base(resource, context))
    text = Inputs(resource.inputs).raw("policyData")
    document = parse_json(text) if isinstance(text, str) else UNKNOWN
    if not isinstance(document, Mapping):
        yield _access(resource, context, accounts(resource, context, "policyData", UNKNOWN))
        return
    bindings = Inputs(document).blocks("bindings")
    found: set[str] = set()
    for binding in () if isinstance(bindings, Unknown) else bindings:
        if isinstance(binding, Inputs) and binding.text("role") not in _CANNOT_READ:
            members = binding.texts("members")
            for member in () if isinstance(members, Unknown) else members:
                found.update(accounts(resource, context, "policyData", member))
    yield _access(resource, context, sorted(found))


def _access(resource: Resource, context: Context, identities: Iterable[str]) -> Access:
    path = "bucket"
    return Access(
        **base(resource, context),
        identities=tuple(identities),
        data=referred(resource, context, path, Inputs(resource.inputs).raw(path), BUCKETS),
        evidence=f"bucket grant {resource.name!r}",
        path=path,
    )


ACCESS: Final[Mapping[str, Reader]] = {
    "gcp:storage/bucketIAMBinding:BucketIAMBinding": _binding,
    "gcp:storage/bucketIAMMember:BucketIAMMember": _member,
    "gcp:storage/bucketIAMPolicy:BucketIAMPolicy": _policy,
}
