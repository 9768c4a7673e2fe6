"""What to write instead is in the words of the cloud, and of the resource, that is judged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import pytest

from penstock.resources.facts import Node
from penstock.resources.reading.capture import Resource
from penstock_policies import RULES, Verdict, wording
from penstock_policies.wording import ANY, OWN, said, tag

from .rule_facts import GCP_INSTANCE, GROUP, INSTANCE, facts, group, on_azure, on_gcp, resource, urn, verdicts

TABLES: Mapping[str, wording.Table] = {
    name: cast("wording.Table", value)
    for name, value in vars(wording).items()
    if name.isupper() and isinstance(value, Mapping)
}
FIGURES: Mapping[str, Any] = {"limit": 30, "seconds": 1800, "days": 7, "rule": "r", "purpose": "tag purpose: inference"}

OF_CLOUD = {
    "aws": re.compile(
        r"aws|EventBridge|CloudWatch|SageMaker|EC2|onDemandPercentage|gp3|marketType|capacityType|deleteOnTermination|"
        r"associatePublicIp|autoscaling schedule|subnet,|user data"
    ),
    "gcp": re.compile(
        r"Cloud Scheduler|Compute Engine|instanceSchedulePolicy|minReplicas|provisioningModel|accessConfigs|Workbench|pd-balanced|"
        r"autoDelete|privateIpGoogleAccess|startup script|distributionPolicyZones|label"
    ),
    "azure": re.compile(
        r"devtestlab|autoscale setting|scaleSet|evictionPolicy|Premium_LRS|Microsoft|deleteOption|minCount|custom data|vmPriority"
    ),
}
OUR_KEYS = re.compile(r"give the pool|idle_duration|expire_after|onhour|instance_types|gang: true")


def _cloud(key: str) -> str | None:
    head = re.split(r"[ :]", key)[0].replace("azure-native", "azure")
    return head if head in OF_CLOUD else None


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_words_for_anything_and_none_of_another_cloud(name: str) -> None:
    table = TABLES[name]
    assert ANY in table
    for key, words in table.items():
        text = words.format(**FIGURES)
        assert "{seconds" not in text
        cloud = _cloud(key)
        others = [pattern for it, pattern in OF_CLOUD.items() if it != cloud and key != OWN]
        assert not [found[0] for pattern in others if (found := pattern.search(text))], (key, text)
        assert key == OWN or not OUR_KEYS.search(text), (key, text)


def test_the_closest_words_are_taken() -> None:
    table = {OWN: "own", GROUP: "type", "aws sagemaker": "service", "aws": "cloud", ANY: "any"}
    node = facts(group()).nodes[0]
    ours = replace(node, urn=f"urn:pulumi:dev::team::penstock:aws:NodePool${GROUP}::pool")
    other = replace(node, urn=urn("aws:emr/cluster:Cluster", "pool"))
    served = replace(other, service="sagemaker")
    assert [said(table, it) for it in (ours, node, served, other)] == ["own", "type", "service", "cloud"]
    assert said(table, replace(other, cloud="coreweave")) == "any"


@pytest.mark.parametrize(
    "token",
    [
        "azure-native:compute:VirtualMachine",
        "azure-native:compute/v20240701:VirtualMachine",
        "azure-native_compute_v20240701:compute/v20240701:VirtualMachine",
    ],
)
def test_a_type_has_one_name_in_every_version_of_its_provider(token: str) -> None:
    node = replace(facts(group()).nodes[0], cloud="azure", urn=urn(token, "vm"))
    assert "ComputeVmShutdownTask" in said(wording.OFF_HOURS, node)


def test_google_clouds_tags_are_labels() -> None:
    node = facts(group()).nodes[0]
    assert tag(node, "penstock:use", "scratch") == "tag penstock:use: scratch"
    assert tag(replace(node, cloud="gcp"), "penstock:use", "scratch") == "label penstock-use: scratch"


GPU = {"type": "nvidia-tesla-t4", "count": 1}
SPOT = {"provisioningModel": "SPOT", "preemptible": True, "automaticRestart": False}


PLAIN: list[Resource] = [
    group(),
    resource(INSTANCE, "it", {"instanceType": "g5.xlarge", "associatePublicIpAddress": True}),
    resource("aws:eks/nodeGroup:NodeGroup", "it", {"instanceTypes": ["g5.xlarge"], "scalingConfig": {"minSize": 1, "maxSize": 2}}),
    resource("aws:sagemaker/notebookInstance:NotebookInstance", "it", {"instanceType": "ml.g5.xlarge"}),
    on_gcp(GCP_INSTANCE, machineType="g2-standard-4", networkInterfaces=[{"accessConfigs": [{}]}]),
    on_gcp(GCP_INSTANCE, machineType="n1-standard-4", guestAccelerators=[GPU], scheduling=SPOT),
    on_gcp("gcp:container/nodePool:NodePool", nodeConfig={"machineType": "g2-standard-4"}, nodeCount=2),
    on_gcp("gcp:workbench/instance:Instance", gceSetup={"machineType": "g2-standard-4"}),
    on_azure("azure-native:compute:VirtualMachine", hardwareProfile={"vmSize": "Standard_NC4as_T4_v3"}),
    on_azure("azure-native:compute:VirtualMachine", hardwareProfile={"vmSize": "Standard_NC4as_T4_v3"}, priority="Spot"),
    on_azure("azure-native:compute:VirtualMachineScaleSet", sku={"name": "Standard_NC4as_T4_v3", "capacity": 2}, virtualMachineProfile={}),
    on_azure("azure-native:containerservice:AgentPool", vmSize="Standard_NC4as_T4_v3", count=2),
    on_azure(
        "azure-native:machinelearningservices:Compute",
        properties={"computeType": "ComputeInstance", "properties": {"vmSize": "Standard_NC4as_T4_v3"}},
    ),
]  # fmt: skip


def _everything(*resources: Resource) -> list[Verdict]:
    return [found for rule in RULES for found in verdicts(rule.name, *resources) if found.fix]


@pytest.mark.parametrize("plain", PLAIN, ids=lambda it: f"{it.type}-{it.inputs.get('priority', '')}")
def test_a_plain_resource_is_told_nothing_of_another_cloud_or_of_our_stack_file(plain: Resource) -> None:
    found = _everything(plain)
    assert len({it.rule for it in found}) >= 4
    others = [pattern for cloud, pattern in OF_CLOUD.items() if cloud != plain.cloud]
    for it in found:
        for text in (it.fix, it.property):
            assert not [match[0] for pattern in others if (match := pattern.search(text))], (it.rule, text)
            assert not OUR_KEYS.search(text), (it.rule, text)


def test_our_own_pool_is_told_the_keys_of_its_stack_file() -> None:
    plain = group(spot=False, minSize=1)
    ours = replace(plain, urn=f"urn:pulumi:dev::team::penstock:aws:NodePool${GROUP}::pool")
    fixes = {it.rule: it.fix for it in _everything(ours)}
    assert fixes["idle-shutdown-required"].startswith("give the pool idle: {idle_duration: 30m}")
    assert fixes["expire-after-required"] == "give the pool idle: {expire_after: 24h}"
    assert fixes["schedule-required"].startswith("give the pool a schedule: {timezone: ")
    assert fixes["spot-required"] == "give the pool capacity_type: spot"


def test_a_cloud_that_has_no_words_of_its_own_gets_those_for_anything() -> None:
    node = replace(facts(group()).nodes[0], cloud="coreweave", urn=urn("coreweave:index:Pool", "pool"))
    assert isinstance(node, Node)
    for table in TABLES.values():
        assert said(table, node, **FIGURES) == table[ANY].format(**FIGURES)


POOL = "gcp:container/nodePool:NodePool"
IN_WORDS = {
    "a bucket of Google Cloud over a continent": (
        "cross-region-copy", replace(on_gcp("gcp:storage/bucket:Bucket"), inputs={"location": "US", "labels": {"penstock-use": "dataset"}}),
        ("location", "write one region as its location, which keeps it in several zones of it"),
    ),
    "an account of Azure kept in the paired region too": (
        "cross-region-copy",
        on_azure("azure-native:storage:StorageAccount", location="eastus", kind="StorageV2", sku={"name": "Standard_GRS"}, tags={"penstock:use": "dataset"}),
        ("sku.name", "write a sku.name that ends in _LRS, or in _ZRS for several zones"),
    ),
    "the labels of an instance": ("owner-tags", on_gcp(GCP_INSTANCE, machineType="e2-small"), ("labels", "add the labels owner, cost-center")),
    "the labels of a node pool": (
        "owner-tags", on_gcp(POOL, cluster="c", nodeConfig={"machineType": "e2-small"}),
        ("nodeConfig.resourceLabels", "add the labels owner, cost-center"),
    ),
    "a regional node pool whose zones nobody names": (
        "pool-ceiling", on_gcp(POOL, cluster="c", location="us-central1", nodeConfig={"machineType": "g2-standard-4"}, autoscaling={"maxNodeCount": 50}),
        ("autoscaling", "set autoscaling.totalMaxNodeCount, or name its zones in nodeLocations: other node counts are for each zone"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "it", "said_of_it"), IN_WORDS.values(), ids=IN_WORDS)
def test_the_input_and_the_fix_are_those_of_the_resource(rule: str, it: Resource, said_of_it: tuple[str, str]) -> None:
    found = verdicts(rule, it)
    assert [(each.property, each.fix) for each in found if each.fix] == [said_of_it]


def test_an_account_elsewhere_is_told_where_its_region_is_written() -> None:
    token = "pulumi:providers:azure-native"
    there = Resource(urn=urn(token, "there"), type=token, name="there", inputs={"location": "westeurope"})
    account = on_azure("azure-native:storage:StorageAccount", kind="StorageV2", sku={"name": "Standard_GRS"})
    machine = on_azure("azure-native:compute:VirtualMachine", location="westeurope")
    found = verdicts("provider-region-mismatch", there, replace(account, provider=there.urn), machine)
    assert "write the provider's region as its location" in {it.fix for it in found}
