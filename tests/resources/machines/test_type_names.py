"""A size of Azure in any case is that size, in each service; what is no size stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from penstock import catalog
from penstock.resources.facts import FactSet
from penstock.resources.machines.type_names import own_name
from penstock.resources.reading.values import SecretText
from resources.azure.azure_program import facts, resource

_LARGE = "Standard_ND96isr_H100_v5"

_PLACES: dict[str, Callable[[str], dict[str, Any]]] = {
    "azure-native:compute:VirtualMachine": lambda size: {"hardwareProfile": {"vmSize": size}},
    "azure-native:compute:VirtualMachineScaleSet": lambda size: {"sku": {"name": size, "capacity": 1}},
    "azure-native:batch:Pool": lambda size: {"vmSize": size},
    "azure-native:containerservice:AgentPool": lambda size: {"vmSize": size, "resourceName": "c"},
    "azure-native:machinelearningservices:Compute": lambda size: {
        "properties": {"computeType": "AmlCompute", "properties": {"vmSize": size}}
    },
    "azure-native:machinelearningservices:OnlineDeployment": lambda size: {"properties": {"instanceType": size}},
    "azure-native:hdinsight:Cluster": lambda size: {
        "properties": {"computeProfile": {"roles": [{"hardwareProfile": {"vmSize": size}, "targetInstanceCount": 1}]}}
    },
}


def _types(found: FactSet) -> set[object]:
    return {choice.instance_type for it in (*found.nodes, *found.templates) for choice in it.choices}


@pytest.mark.parametrize("spelled", [_LARGE, _LARGE.upper(), _LARGE.lower()])
@pytest.mark.parametrize("token", _PLACES)
def test_a_size_in_any_case_is_that_size_everywhere(token: str, spelled: str) -> None:
    assert _types(facts(resource(token, "it", _PLACES[token](spelled)))) == {_LARGE}


def test_every_size_of_the_catalog_is_known_in_any_case() -> None:
    names = catalog.load("azure").instance_type_names
    assert [
        name for name in names if {own_name("azure", name.upper()), own_name("azure", name.lower())} != {name}
    ] == []


@pytest.mark.parametrize(
    ("cloud", "name", "expected"),
    [
        ("azure", "nc24ads_a100_v4", "Standard_NC24ads_A100_v4"),
        ("azure", "Standard_no_such_size", "Standard_no_such_size"),
        ("aws", "P5.48XLARGE", "P5.48XLARGE"),
        ("gcp", "A2-HIGHGPU-1G", "A2-HIGHGPU-1G"),
    ],
)
def test_a_prefix_may_be_missing_and_other_clouds_take_one_spelling(cloud: str, name: str, expected: str) -> None:
    assert own_name(cloud, name) == expected


def test_a_secret_size_stays_masked() -> None:
    found = own_name("azure", SecretText(_LARGE.upper()))
    assert (found == _LARGE, f"{found}") == (True, "[secret]")
