"""The catalog knows the types that the providers' own enumerations name, but for those that are told here."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from importlib import import_module

import pytest

from penstock import catalog

_NO_PAGE = {"cc1.4xlarge", "cg1.4xlarge", "m9g.metal-24xl", "m9gd.metal-24xl", "mac-m3ultra.metal"}
"""Of AWS: no page says what is in them (the file's own first lines)."""

_RETIRED = ("Standard_NC", "Standard_ND", "Standard_NV")
"""Of Azure: retired sizes with accelerators stay unknown."""


def _named(module: str, enumeration: str) -> set[str]:
    found: type[Enum] = getattr(import_module(module), enumeration)
    return {str(member.value) for member in found}


def test_every_type_of_pulumi_aws_is_known() -> None:
    named = _named("pulumi_aws.ec2._enums", "InstanceType")
    assert len(named) > 1000
    assert named - {*catalog.load("aws").instance_type_names} == _NO_PAGE


def test_every_size_of_pulumi_azure_native_is_known_but_retired_ones_with_accelerators() -> None:
    named = _named("pulumi_azure_native.compute._enums", "VirtualMachineSizeTypes")
    assert len(named) > 100
    missing = named - {*catalog.load("azure").instance_type_names}
    assert [it for it in missing if not it.startswith(_RETIRED)] == []


@pytest.mark.parametrize(
    ("cloud", "name", "vcpus", "gib"),
    [
        ("gcp", "f1-micro", 1, "0.6"),
        ("gcp", "g1-small", 1, "1.7"),
        ("gcp", "e2-micro", 2, "1"),
        ("azure", "Standard_A1_v2", 1, "2"),
        ("azure", "Standard_B1ls", 1, "0.5"),
        ("azure", "Standard_E4-2s_v5", 4, "32"),
        ("aws", "m1.small", 1, "1.7"),
        ("aws", "hpc7a.96xlarge", 192, "768"),
    ],
)
def test_plain_types_have_their_size_and_no_accelerator(cloud: str, name: str, vcpus: int, gib: str) -> None:
    kind = catalog.load(cloud).instance_type(name)
    assert kind is not None
    assert (kind.vcpus, kind.memory_gib, kind.gpu_count) == (vcpus, Decimal(gib), 0)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("custom-4-5120", (4, Decimal(5))),
        ("n1-custom-2-13312", (2, Decimal(13))),
        ("e2-custom-2-2048", (2, Decimal(2))),
        ("n2-custom-16-262144-ext", (16, Decimal(256))),
        ("g2-custom-8-16384", None),  # with accelerators
        ("n2-custom-16", None),
        ("n2-custom-0x10-4096", None),
        ("c9-custom-2-4096", None),
    ],
)
def test_a_custom_machine_type_says_its_own_size(name: str, size: tuple[int, Decimal] | None) -> None:
    kind = catalog.load("gcp").instance_type(name)
    assert (kind and (kind.vcpus, kind.memory_gib)) == size
    assert catalog.load("aws").instance_type(name) is None
