"""What runs Windows or SQL Server, on three clouds: it has no price of Linux."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.machines.licences import SQL_SERVER, WINDOWS
from penstock.resources.reading.values import UNKNOWN
from resources.azure import azure_program as azure
from resources.gcp import gcp_program as gcp
from resources.resource_facts import INSTANCE, TEMPLATE, node, resource, template

VM = "azure-native:compute:VirtualMachine"
SCALE_SET = "azure-native:compute:VirtualMachineScaleSet"
SERVER = {"imageReference": {"publisher": "MicrosoftWindowsServer", "offer": "WindowsServer"}}

MACHINES: dict[str, tuple[dict[str, Any], str]] = {
    "linux": ({"osProfile": {"linuxConfiguration": {}}}, ""),
    "nothing said": ({}, ""),
    "a configuration": ({"osProfile": {"windowsConfiguration": {}}}, WINDOWS),
    "an image": ({"storageProfile": SERVER}, WINDOWS),
    "a disk": ({"storageProfile": {"osDisk": {"osType": "Windows", "createOption": "Attach"}}}, WINDOWS),
    "a desktop": ({"storageProfile": {"imageReference": {"publisher": "microsoftwindowsdesktop"}}}, WINDOWS),
    "a licence of its own": ({"storageProfile": SERVER, "licenseType": "Windows_Server"}, ""),
    "a client's licence": ({"osProfile": {"windowsConfiguration": {}}, "licenseType": "Windows_Client"}, ""),
    "no licence of its own": ({"storageProfile": SERVER, "licenseType": "None"}, WINDOWS),
    "a database": ({"storageProfile": {"imageReference": {"publisher": "MicrosoftSQLServer"}}}, SQL_SERVER),
}


@pytest.mark.parametrize("what", MACHINES)
def test_a_machine_and_a_scale_set_of_azure_say_it_alike(what: str) -> None:
    said, expected = MACHINES[what]
    size = {"hardwareProfile": {"vmSize": "Standard_D4s_v5"}}
    assert azure.node(azure.resource(VM, "it", {**size, **said})).licence == expected
    profile = {"sku": {"name": "Standard_D4s_v5", "capacity": 1}, "virtualMachineProfile": said}
    assert azure.node(azure.resource(SCALE_SET, "it", profile)).licence == expected


@pytest.mark.parametrize(("system", "expected"), [("Windows", WINDOWS), ("Linux", ""), (None, ""), (UNKNOWN, "")])
def test_a_pool_of_aks_says_its_system(system: Any, expected: str) -> None:
    pool = {"vmSize": "Standard_D4s_v5", "count": 1, "osType": system}
    assert azure.node(azure.resource("azure-native:containerservice:AgentPool", "it", pool)).licence == expected


SSM = "resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base"
SSM_SQL = "resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-SQL_2022_Standard"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"imageId": "ami-0123456789abcdef0"}, ""),
        ({"imageId": UNKNOWN}, ""),
        ({"imageId": SSM}, WINDOWS),
        ({"imageId": SSM_SQL}, SQL_SERVER),
        ({"userData": "PHBvd2Vyc2hlbGw+Cg=="}, WINDOWS),  # "<powershell>"
        ({"userData": "IyEvYmluL2Jhc2gK"}, ""),  # "#!/bin/bash"
    ],
)
def test_a_launch_template_says_it_by_its_image_or_its_script(said: dict[str, Any], expected: str) -> None:
    described = resource(TEMPLATE, "t", {"instanceType": "m5.large", **said})
    assert template(described).licence == expected


def test_an_instance_that_starts_with_powershell_runs_windows() -> None:
    asked = {"instanceType": "m5.large", "ami": "ami-1", "userData": "\n<powershell>\nSet-Service sshd\n</powershell>"}
    assert node(resource(INSTANCE, "i", asked)).licence == WINDOWS


@pytest.mark.parametrize(
    ("image", "expected"),
    [("AL2023_x86_64_STANDARD", ""), ("WINDOWS_CORE_2022_x86_64", WINDOWS), (None, ""), (UNKNOWN, "")],
)
def test_a_node_group_of_eks_says_its_image_type(image: Any, expected: str) -> None:
    scaling = {"minSize": 1, "maxSize": 1, "desiredSize": 1}
    inputs = {"scalingConfig": scaling, "amiType": image, "instanceTypes": ["m5.large"]}
    assert node(resource("aws:eks/nodeGroup:NodeGroup", "it", inputs)).licence == expected


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("debian-cloud/debian-12", ""),
        ("projects/windows-cloud/global/images/family/windows-2022", WINDOWS),
        ("windows-sql-cloud/sql-std-2019-win-2022", SQL_SERVER),
    ],
)
def test_an_instance_and_a_template_of_google_cloud_say_it_by_their_image(image: str, expected: str) -> None:
    boot = {"machineType": "n1-standard-8", "zone": "us-central1-a", "bootDisk": {"initializeParams": {"image": image}}}
    assert gcp.node(gcp.resource("gcp:compute/instance:Instance", "it", boot)).licence == expected
    disks = {"machineType": "n1-standard-8", "disks": [{"boot": True, "sourceImage": image}]}
    described = gcp.resource("gcp:compute/instanceTemplate:InstanceTemplate", "it", disks)
    assert [it.licence for it in gcp.facts(described).templates] == [expected]


def test_a_pool_of_gke_says_its_image_type() -> None:
    pool = {"location": "us-central1-a", "nodeCount": 1, "nodeConfig": {"imageType": "WINDOWS_LTSC_CONTAINERD"}}
    assert gcp.node(gcp.resource("gcp:container/nodePool:NodePool", "it", pool)).licence == WINDOWS
