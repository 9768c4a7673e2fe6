"""Role assignments: which managed identity may read which storage account or container.

Assignments on a resource group or a subscription are no evidence of what is read, so they make no edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.azure.charges import Reader, free
from penstock.resources.azure.places import base
from penstock.resources.azure.references import referred
from penstock.resources.azure.type_tokens import (
    BATCH_POOL,
    BLOB_CONTAINER,
    CLUSTER,
    COMPUTE,
    FLEET,
    IDENTITY,
    ONLINE_DEPLOYMENT,
    SCALE_SET,
    STORAGE_ACCOUNT,
    VIRTUAL_MACHINE,
    WEB_APP,
)
from penstock.resources.facts import Access, Fact
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import Value

_PRINCIPALS: Final = (
    IDENTITY,
    VIRTUAL_MACHINE,
    SCALE_SET,
    CLUSTER,
    COMPUTE,
    ONLINE_DEPLOYMENT,
    BATCH_POOL,
    FLEET,
    WEB_APP,
)
"""Types that have, or are, a managed identity."""

_CANNOT_READ: Final = frozenset(
    {
        "acdd72a7-3385-48ef-bd42-f606fba81ae7",  # Reader: of the account, not of its data
        "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",  # Storage Table Data Contributor
        "76199698-9eea-4c19-bc75-cec21354c6b6",  # Storage Table Data Reader
        "974c5e8b-45b9-4653-ba55-5f855dd0fb88",  # Storage Queue Data Contributor
        "19e7f393-937e-4f77-808e-94535e297925",  # Storage Queue Data Reader
        "8a0f0c08-91a1-4084-bc3d-661d67233fed",  # Storage Queue Data Message Processor
        "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a",  # Storage Queue Data Message Sender
    }
)
"""Built-in roles that may be given on an account and read no blob of it (Azure built-in roles)."""


def _role_assignment(resource: Resource, context: Context) -> Iterable[Fact]:
    yield free(resource, context)
    inputs = Inputs(resource.inputs)
    role = inputs.text("roleDefinitionId")
    if isinstance(role, str) and plain(role).rpartition("/")[2].lower() in _CANNOT_READ:
        return
    data = sorted(set(_accounts(resource, context, inputs.raw("scope"))))
    if data:
        yield Access(
            **base(resource, context),
            # An id of Entra says nothing of whose it is, and is left out where a preview cannot know it.
            identities=context.sources(resource, "principalId", _PRINCIPALS),
            data=tuple(data),
            evidence=f"role assignment {resource.name!r}",
            path="scope",
        )


def _accounts(resource: Resource, context: Context, scope: Value) -> Iterable[str]:
    """URNs of the storage accounts that a scope is in."""
    for urn in referred(resource, context, "scope", scope, (BLOB_CONTAINER, STORAGE_ACCOUNT)):
        part = context.by_urn[urn]
        if part.type == STORAGE_ACCOUNT:
            yield urn
        else:
            name = Inputs(part.inputs).raw("accountName")
            yield from referred(part, context, "accountName", name, (STORAGE_ACCOUNT,))


ACCESS: Final[Mapping[str, Reader]] = {"azure-native:authorization:RoleAssignment": _role_assignment}
