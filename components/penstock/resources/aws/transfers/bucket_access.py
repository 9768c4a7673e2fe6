"""IAM roles, their policies and instance profiles: which machine may read or write which bucket."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from penstock.resources.aws.type_tokens import BUCKETS, INSTANCE_PROFILE, POLICY, ROLE
from penstock.resources.facts import Access, Attachment, Fact, Free
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, leaves, parse_json
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import Unknown, Value

from .data_addresses import addresses, bucket_at, stores_of


def _role(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    base = context.base(resource)
    yield Free(**base)
    yield from _document(resource, context, (resource.urn,), "inlinePolicies", inputs.raw("inlinePolicies"))
    managed = inputs.texts("managedPolicyArns")
    arns: Iterable[Value] = (managed,) if isinstance(managed, Unknown) else managed
    yield _attachment(resource, context, (resource.urn,), "managedPolicyArns", arns)


def _role_policy(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    yield Free(**context.base(resource))
    roles = context.referred(resource, "role", inputs.raw("role"), (ROLE,))
    yield from _document(resource, context, roles, "policy", inputs.raw("policy"))


def _policy(resource: Resource, context: Context) -> Iterable[Fact]:
    yield Free(**context.base(resource))
    yield from _document(resource, context, (), "policy", Inputs(resource.inputs).raw("policy"))


def _role_attachment(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    yield Free(**context.base(resource))
    roles = context.referred(resource, "role", inputs.raw("role"), (ROLE,))
    yield _attachment(resource, context, roles, "policyArn", (inputs.raw("policyArn"),))


def _policy_attachment(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    yield Free(**context.base(resource))
    names = inputs.texts("roles")
    values: Iterable[Value] = (names,) if isinstance(names, Unknown) else names
    roles = {role for value in values for role in context.referred(resource, "roles", value, (ROLE,))}
    yield _attachment(resource, context, tuple(sorted(roles)), "policyArn", (inputs.raw("policyArn"),))


def _instance_profile(resource: Resource, context: Context) -> Iterable[Fact]:
    base = context.base(resource)
    yield Free(**base)
    role = context.referred(resource, "role", Inputs(resource.inputs).raw("role"), (ROLE,))
    yield Attachment(**base, identities=(resource.urn,), policies=role)


def _attachment(
    resource: Resource, context: Context, roles: tuple[str, ...], path: str, arns: Iterable[Value]
) -> Attachment:
    policies = {policy for arn in arns for policy in context.referred(resource, path, arn, (POLICY,))}
    return Attachment(**context.base(resource), identities=roles, policies=tuple(sorted(policies)))


def _document(
    resource: Resource, context: Context, roles: tuple[str, ...], path: str, value: Value
) -> Iterable[Access]:
    """The buckets, and other stores of data, that a policy document lets its holder read.

    Those that the document was computed from count too, because a preview does not know the document itself.
    """
    if value is None:
        return
    buckets: set[str] = set()
    elsewhere: dict[str, str | None] = {}
    documents = list(leaves(value)) if path == "inlinePolicies" else [value]
    texts = [
        masked_like(document, text) if isinstance(document, str) else text
        for document in documents
        for text in _allowed(document)
    ]
    if not _readable(value):
        buckets.update(context.sources(resource, path, BUCKETS))
        placed = stores_of(resource, context, path)
        elsewhere.update((urn, region if isinstance(region, str) else None) for urn, region in placed.items())
    for text in texts:
        for address, region in addresses(plain(text)):
            bucket = bucket_at(context, address)
            if bucket is None:
                elsewhere[masked_like(text, address)] = region
            else:
                buckets.add(bucket)
    yield Access(
        **context.base(resource),
        identities=roles,
        data=tuple(sorted(buckets)),
        elsewhere=tuple(sorted(elsewhere.items(), key=lambda item: plain(item[0]))),
        evidence=f"{_kind(resource)} {resource.name!r}",
        path=path,
    )


def _readable(value: Value) -> bool:
    return isinstance(value, str) and isinstance(parse_json(value), Mapping)


def _allowed(document: Value) -> Iterable[str]:
    """The resources of the statements that allow something, wildcards for whole accounts left out."""
    parsed = parse_json(document) if isinstance(document, str) else document
    if not isinstance(parsed, Mapping):
        return
    statements = Inputs(parsed).blocks("Statement")
    for statement in () if isinstance(statements, Unknown) else statements:
        if isinstance(statement, Inputs) and statement.text("Effect") == "Allow":
            yield from leaves(statement.raw("Resource"))


def _kind(resource: Resource) -> str:
    return {ROLE: "role", POLICY: "policy"}.get(resource.type, "role policy")


ACCESS: Final[Mapping[str, Callable[[Resource, Context], Iterable[Fact]]]] = {
    INSTANCE_PROFILE: _instance_profile,
    POLICY: _policy,
    ROLE: _role,
    "aws:iam/policyAttachment:PolicyAttachment": _policy_attachment,
    "aws:iam/rolePolicy:RolePolicy": _role_policy,
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": _role_attachment,
}
