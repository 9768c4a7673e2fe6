"""What holds for every type: any version is read, any junk is read, what is not known is not guessed, the lists agree with
the SDK."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from importlib import resources as package_files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.resources import read
from penstock.resources.azure import FREE, READERS, spelled
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import UNKNOWN, SecretText

from . import (
    test_azure_compute,
    test_azure_managed,
    test_azure_network_and_services,
    test_azure_schedules,
    test_azure_storage,
)
from .azure_guessing import guesses
from .azure_program import PROVIDER, facts, node, resource, run, urn

VM = "azure-native:compute:VirtualMachine"
GROUP = "azure-native:resources:ResourceGroup"

PROGRAMS = {
    module.__name__.rpartition(".")[2]: module.PROGRAM
    for module in (
        test_azure_compute,
        test_azure_managed,
        test_azure_network_and_services,
        test_azure_schedules,
        test_azure_storage,
    )
}

# The words that the readers look for, so that junk gets to where they look.
WORDS = sorted(
    {
        word
        for file in (package_files.files("penstock") / "resources" / "azure").iterdir()
        if file.name.endswith(".py")
        for word in re.findall(r'"([a-z][A-Za-z0-9]+)"', file.read_text(encoding="utf-8"))
    }
)
KINDS = (VM, "azure-native:storage:StorageAccount", "azure-native:compute:VirtualMachineScaleSet")
LEAF = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        ["Standard_NC4as_T4_v3", "Spot", "Delete", "Premium_LRS", "1", "-1", "1e999", "PT5M", "Week", "UTC"]
    )
    | st.sampled_from(
        ["AmlCompute", "ComputeInstance", "TargetUtilization", "Managed", "StorageV2", "Enabled", "=", "2500"]
    )
    | st.sampled_from(
        ["/x/storageAccounts/it/y", "https://it.blob.core.windows.net", "West Europe", "functionapp", "YQ=="]
    )
    | st.just(UNKNOWN)
    | st.sampled_from(["Standard_NC4as_T4_v3", "30", "it", "Premium_LRS"]).map(SecretText)
)
VALUE = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=25,
)
INPUTS = st.dictionaries(st.sampled_from(WORDS), VALUE, max_size=8)


@pytest.mark.parametrize("token", sorted(READERS))
@settings(max_examples=25)
@given(inputs=INPUTS, complete=st.booleans())
def test_no_inputs_of_any_type_are_too_odd_to_be_read(token: str, inputs: dict[str, Any], complete: bool) -> None:
    others = [resource(kind, "it", inputs) for kind in KINDS if kind != token]
    first = resource(token, "it", inputs, sources={key: tuple(others) for key in inputs})
    found = facts(first, *others, complete=complete)
    every = (*found.nodes, *found.templates, *found.buckets, *found.charges, *found.free, *found.unread)
    assert any(it.urn == first.urn for it in every)
    assert {it.cloud for it in every} == {"azure"}


@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_a_value_that_becomes_unknown_is_never_guessed(name: str) -> None:
    assert "\n".join(guesses(run(PROGRAMS[name]), frozenset(READERS))) == ""


@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_every_type_of_the_programs_is_read_or_free(name: str) -> None:
    found = read(run(PROGRAMS[name]))
    assert found.unread == ()
    assert {it.region for it in found.nodes} <= {"westeurope", "northeurope", "uksouth"}


def versioned(capture: Capture, spelling: str) -> Capture:
    """The same program as an SDK that names API versions sends it."""

    def spell(it: Resource) -> Resource:
        package, _, rest = it.type.partition(":")
        if package != "azure-native":
            return it
        module, _, name = rest.partition(":")
        return replace(it, type=spelling.format(module=module, name=name))

    return replace(capture, resources=tuple(spell(it) for it in capture.resources))


@pytest.mark.parametrize(
    "spelling",
    [
        "azure-native:{module}/v20230301:{name}",
        "azure-native:{module}/v20230301preview:{name}",
        "azure-native_{module}_v20230301:{module}/v20230301:{name}",
        "azure-native_{module}_v20230301preview:{module}:{name}",
    ],
)
@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_every_version_means_the_same(name: str, spelling: str) -> None:
    program = run(PROGRAMS[name])
    assert read(versioned(program, spelling)) == read(program)


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("azure-native:insights/v20221001:AutoscaleSetting", "azure-native:monitor:AutoscaleSetting"),
        ("azure-native:insights:Component", "azure-native:applicationinsights:Component"),
        ("azure-native:network:PrivateZone", "azure-native:privatedns:PrivateZone"),
        ("azure-native:netapp:Pool", "azure-native:netapp:CapacityPool"),
        ("azure-native:netapp/v20240101:Volume", "azure-native:netapp:CapacityPoolVolume"),
        ("azure-native:quantum:Workspace", "azure-native:quantum:Workspace"),
        ("azure:compute/virtualMachine:VirtualMachine", "azure:compute/virtualMachine:VirtualMachine"),
    ],
)
def test_a_type_that_moved_is_found_where_it_is_today(token: str, expected: str) -> None:
    (it,) = spelled(Capture(project="small", stack="dev", resources=(resource(token, "it", {}),))).resources
    assert it.type == expected


def test_a_resource_is_called_by_an_input_of_its_own() -> None:
    (it,) = spelled(Capture(project="small", stack="dev", resources=(resource(VM, "it", {"vmName": "box"}),))).resources
    assert it.inputs == {"vmName": "box", "name": "box"}


@pytest.mark.parametrize(
    ("inputs", "provider", "expected"),
    [
        ({"location": "West Europe"}, {"location": "uksouth"}, "westeurope"),
        ({"location": "westeurope"}, {}, "westeurope"),
        ({"location": UNKNOWN}, {"location": "uksouth"}, UNKNOWN),
        ({"resourceGroupName": "team"}, {"location": "UK South"}, "uksouth"),
        ({"resourceGroupName": "team"}, {}, "eastus"),
        ({"resourceGroupName": "elsewhere"}, {}, UNKNOWN),
        ({"resourceGroupName": UNKNOWN}, {}, UNKNOWN),
        ({}, {}, None),
    ],
)
def test_where_a_machine_is(inputs: Mapping[str, Any], provider: Mapping[str, Any], expected: object) -> None:
    group = resource(GROUP, "team", {"resourceGroupName": "team", "location": "East US"})
    own = replace(PROVIDER, urn=urn("pulumi:providers:azure-native", "own"), name="own", inputs=provider)
    it = node(resource(VM, "it", inputs, provider=own.urn), group, own)
    assert it.region == expected


def test_the_stack_says_where_before_the_group_does() -> None:
    program = """
    group = azure.resources.ResourceGroup("team", location="eastus")
    azure.compute.VirtualMachine("it", resource_group_name=group.name, hardware_profile={"vm_size": "a"})
    """
    assert [it.region for it in read(run(program)).nodes] == ["eastus"]
    assert [it.region for it in read(run(program, "North Europe")).nodes] == ["northeurope"]


def test_a_secret_is_read_and_stays_masked() -> None:
    it = node(resource(VM, "it", {"hardwareProfile": {"vmSize": SecretText("Standard_NC4as_T4_v3")}}))
    assert it.choices[0].instance_type == "Standard_NC4as_T4_v3"
    assert "NC4as" not in repr(it)
    disk = {"diskSizeGB": SecretText("128"), "managedDisk": {"storageAccountType": "Premium_LRS"}}
    (shape,) = node(resource(VM, "it", {"storageProfile": {"osDisk": disk}})).disks
    assert shape.kind == "disk-p10-lrs-month"
    assert "p10" not in repr(shape)


def test_no_type_is_both_free_and_read() -> None:
    assert FREE.isdisjoint(READERS)


def test_every_type_is_one_of_the_sdk() -> None:
    sdk = package_files.files("pulumi_azure_native")
    for token in FREE | set(READERS):
        _, module, name = token.split(":")
        source = (sdk / module / "__init__.py").read_text(encoding="utf-8")
        files = re.findall(r"^from \.(\w+) import \*", source, re.MULTILINE)
        spelling = name.lower()
        assert any(file.replace("_", "") == spelling for file in files), token
