"""stack-budget: the month of each purpose, expected and at most, is within its limits."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from penstock import catalog
from penstock.cost.bounds.machines import known_prices
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import (
    BUCKET,
    INSTANCE,
    TRAINING,
    group,
    instance,
    on_azure,
    on_gcp,
    provider,
    resource,
    urn,
    verdict,
    verdicts,
)

NAME = "stack-budget"


def test_a_message_is_both_sums_and_both_limits_and_the_fix_names_the_dearest() -> None:
    found = verdict(NAME, instance("g5.xlarge", "small"), instance("p4d.24xlarge", "large"))
    assert found.outcome is Outcome.FAIL
    assert found.urn.endswith("::large")
    assert found.message.endswith(
        "; limit for an environment with no stated purpose: expected 2,000 $, at most 5,000 $"
    )
    assert found.message.startswith("expected 16,")
    assert found.fix == "lower the maximum or the schedule of the dearest, large"


def test_several_that_are_small_alone_are_too_much_together() -> None:
    one, four = [instance("g5.xlarge", "n0")], [instance("g5.xlarge", f"n{index}") for index in range(4)]
    assert verdict(NAME, *one).outcome is Outcome.PASS
    assert verdict(NAME, *four).outcome is Outcome.FAIL


def test_each_purpose_has_its_own_sum() -> None:
    found = verdicts(NAME, instance("p4d.24xlarge", "big", tags=TRAINING), instance("g5.xlarge", "small"))
    assert {it.urn.rpartition("::")[2]: it.outcome for it in found} == {"big": Outcome.PASS, "small": Outcome.PASS}


def test_a_purpose_that_is_not_known_is_held_to_the_strictest() -> None:
    assert verdict(NAME, instance("p4d.24xlarge", tags={"purpose": UNKNOWN})).outcome is Outcome.FAIL


def test_the_ceiling_counts_though_less_is_expected() -> None:
    spot = group(kind="g5.12xlarge", maxSize=8, desiredCapacity=1)
    assert verdict(NAME, spot, settings={"expected_monthly_usd": {"unstated": 10**6}}).outcome is Outcome.FAIL
    generous = {"expected_monthly_usd": {"unstated": 10**6}, "ceiling_monthly_usd": {"unstated": 10**6}}
    assert verdict(NAME, spot, settings=generous).outcome is Outcome.PASS


def test_a_pool_without_a_price_leaves_the_sum_undetermined() -> None:
    found = verdict(NAME, instance(UNKNOWN, "who-knows"))
    assert found.outcome is Outcome.UNDETERMINED
    assert found.message.startswith("at least 4 $ a month, plus who-knows (730 node-hours) without a price")


def test_a_machine_of_no_known_price_is_not_held_to_its_address_for_which_the_same_is_missing() -> None:
    """Neither has a price where the region is not known, and only the address (at most 12.78 $ a month) is held to anything."""
    inputs = {"instanceType": "p99.48xlarge"}
    machine = Resource(urn=urn(INSTANCE, "who-knows"), type=INSTANCE, name="who-knows", inputs=inputs)
    found = verdict("stack-budget", machine)
    assert found.outcome is Outcome.UNDETERMINED
    assert found.message.startswith("who-knows (730 node-hours) without a price, nor one that it is held to; limit")


def test_spot_without_a_price_counts_at_the_on_demand_price() -> None:
    """The catalog has no spot price of m7i.xlarge; on-demand it is 0.2016 USD an hour in us-east-1."""
    found = verdict(NAME, group(kind="m7i.xlarge", maxSize=4, desiredCapacity=4))
    assert found.outcome is Outcome.PASS
    assert found.message.startswith(
        "expected 603 $ a month; at most 603 $"
    )  # 4 x 730 h x (0.2016 + 0.005 for an address)
    many = verdict(NAME, group(kind="m7i.xlarge", maxSize=40, desiredCapacity=1))
    assert many.outcome is Outcome.UNDETERMINED  # it may well be more, and spot is less
    assert ", of which at most 5,887 $ is m7i.xlarge at its on-demand price; " in many.message


def test_a_machine_without_a_price_here_counts_at_its_dearest_price_elsewhere() -> None:
    """us-west-2 is none of t3.small's regions in the catalog."""
    most = max(known_prices(catalog.load("aws"), "t3.small"))
    month = 730 * (most + Decimal("0.005"))  # and a public address
    west = provider("us-west-2")
    found = verdict(NAME, west, resource(INSTANCE, "i", {"instanceType": "t3.small"}, provider=west.urn))
    assert found.outcome is Outcome.PASS
    assert found.message.startswith(f"expected {month:,.0f} $ a month; at most {month:,.0f} $")
    many = {"instanceType": "t3.small"}
    hundred = (resource(INSTANCE, f"i{index}", many, provider=west.urn) for index in range(100))
    assert verdict(NAME, west, *hundred).outcome is Outcome.UNDETERMINED


def test_a_disk_without_a_price_counts_by_its_size() -> None:
    """100 GiB at half a dollar are 50 $ beside the machine's 537.28 $ (730 h x 0.736 $); SageMaker's own price of a GiB is in no table."""
    notebook = "aws:sagemaker/notebookInstance:NotebookInstance"
    of_size = {
        gib: resource(notebook, "n", {"instanceType": "ml.g4dn.xlarge", "volumeSize": gib}) for gib in (100, 9000)
    }
    assert verdict(NAME, of_size[100]).message.startswith("expected 587 $ a month; at most 587 $")
    found = {gib: verdict(NAME, it).outcome for gib, it in of_size.items()}
    assert found == {100: Outcome.PASS, 9000: Outcome.UNDETERMINED}


def test_the_fee_of_a_service_without_a_price_is_held_to_a_multiple_of_its_machine() -> None:
    """g2-standard-4 is 0.71 $ an hour, and its fee no more than that and 0.1 a vCPU. Eight A100 are above the limit with none."""
    setup = {"machineType": "g2-standard-4", "bootDisk": {"diskType": "PD_BALANCED"}, "disablePublicIp": True}
    setup["dataDisks"] = {"diskType": "PD_BALANCED"}
    found = verdict(NAME, on_gcp("gcp:workbench/instance:Instance", gceSetup=setup, location="us-central1-a"))
    assert found.outcome is Outcome.PASS
    assert "of which at most 808 $ is it without a price" in found.message
    large = {**setup, "machineType": "a2-highgpu-8g"}
    found = verdict(NAME, on_gcp("gcp:workbench/instance:Instance", gceSetup=large, location="us-central1-a"))
    assert found.outcome is Outcome.FAIL


def test_what_bills_by_use_alone_is_within_every_limit() -> None:
    assert verdict(NAME, resource(BUCKET, "data", {"bucket": "data"})).outcome is Outcome.PASS


NOWHERE = provider("nowhere-1")


def stored(gib: float) -> tuple[Resource, Resource]:
    kind = "penstock:aws:DatasetBucket"
    component = Resource(urn=urn(kind, "data"), type=kind, name="data", inputs={"gib": gib}, custom=False)
    return component, resource(BUCKET, "data", {}, parent=component.urn, provider=NOWHERE.urn)


def test_a_bucket_without_a_price_counts_by_its_gib_and_is_never_nothing() -> None:
    """0.8 $ a GiB-month at most: 1,000 GiB are held to 800 $, and 10,000 GiB to 8,000 $, over the limit of 2,000 $."""
    small, large = verdict(NAME, NOWHERE, *stored(1000)), verdict(NAME, NOWHERE, *stored(10_000))
    assert small.outcome is Outcome.PASS
    assert small.message.startswith(
        "expected 800 $ a month; at most 800 $ a month, of which at most 800 $ is data without"
    )
    assert large.outcome is Outcome.UNDETERMINED
    assert "at most 8,000 $ is data without a price" in large.message


def test_what_is_little_is_not_told_as_nothing() -> None:
    assert verdict(NAME, NOWHERE, *stored(1)).message.startswith(
        "expected less than 1 $ a month; at most less than 1 $"
    )


def test_what_bills_by_use_alone_is_no_sum_of_nothing() -> None:
    function = resource("aws:lambda/function:Function", "f", {"handler": "h"})
    assert verdict(NAME, function).message.startswith(
        "nothing but what is billed by use that no program declares; limit"
    )


def test_a_stack_of_nothing_has_no_verdict() -> None:
    nothing: list[Any] = verdicts(NAME)
    assert nothing == []


def test_purposes_that_are_misspelt_share_the_budget_of_what_states_none() -> None:
    purposes = ["trainning", "trainig", None]
    found = verdict(
        NAME,
        *(instance("g5.xlarge", f"i{index}", tags={"purpose": it} if it else {}) for index, it in enumerate(purposes)),
    )
    assert found.outcome is Outcome.FAIL  # one alone is within it
    assert "(train" in found.message
    assert verdict(NAME, instance("g5.xlarge", tags={"purpose": "trainning"})).outcome is Outcome.PASS


LARGE = {
    "model units": resource(
        "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput",
        "units",
        {"modelArn": "arn:aws:bedrock:us-east-1::foundation-model/m", "modelUnits": 1},
    ),
    "warehouse": resource("aws:redshift/cluster:Cluster", "dw", {"nodeType": "ra3.16xlarge", "numberOfNodes": 128}),
    "database": resource("aws:rds/instance:Instance", "db", {"engine": "mysql", "instanceClass": "db.r5.24xlarge"}),
    "cache": resource(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "cache",
        {"nodeType": "cache.r6g.16xlarge", "numNodeGroups": 20, "replicasPerNodeGroup": 1},
    ),
    "brokers": resource(
        "aws:msk/cluster:Cluster",
        "msk",
        {"numberOfBrokerNodes": 30, "brokerNodeGroupInfo": {"instanceType": "kafka.m5.24xlarge"}},
    ),
    "search": resource(
        "aws:opensearch/domain:Domain",
        "logs",
        {"clusterConfig": {"instanceType": "r6g.12xlarge.search", "instanceCount": 20}},
    ),
    "capacity of a table": resource("aws:dynamodb/table:Table", "t", {"readCapacity": 40000, "writeCapacity": 40000}),
    "a reservation of an unknown offering": resource("aws:rds/reservedInstance:ReservedInstance", "r", {}),
    "slots": on_gcp("gcp:bigquery/reservation:Reservation", slotCapacity=2000, location="us-central1"),
    "slots that it may grow to": on_gcp(
        "gcp:bigquery/reservation:Reservation",
        slotCapacity=0,
        edition="ENTERPRISE",
        autoscale={"maxSlots": 2000},
        location="us-central1",
    ),
    "spanner": on_gcp("gcp:spanner/instance:Instance", numNodes=50, config="regional-us-central1"),
    "bigtable": on_gcp("gcp:bigtable/instance:Instance", clusters=[{"numNodes": 30, "zone": "us-central1-a"}]),
    "sql": on_gcp("gcp:sql/databaseInstance:DatabaseInstance", settings={"tier": "db-custom-96-638976"}),
    "throughput units": on_azure(
        "azure-native:cognitiveservices:Deployment", sku={"name": "ProvisionedManaged", "capacity": 300}
    ),
    "warehouse units": on_azure("azure-native:synapse:SqlPool", sku={"name": "DW30000c"}),
    "fabric": on_azure("azure-native:fabric:FabricCapacity", sku={"name": "F512", "tier": "Fabric"}),
    "cores": on_azure("azure-native:sql:Database", sku={"name": "BC_Gen5", "family": "Gen5", "capacity": 80}),
}


@pytest.mark.parametrize("what", LARGE)
def test_what_is_large_and_has_no_price_leaves_the_sum_undetermined(what: str) -> None:
    found = verdict(NAME, LARGE[what])
    assert found.outcome is Outcome.UNDETERMINED
    assert re.search(rf"{LARGE[what].name}( \([0-9,]+ [a-z-]+\))? without a price", found.message)


def serverless(most: int) -> tuple[Resource, ...]:
    limits = {"minCapacity": 0.5, "maxCapacity": most}
    cluster = resource(
        "aws:rds/cluster:Cluster", "c", {"clusterIdentifier": "c", "serverlessv2ScalingConfiguration": limits}
    )
    inputs = {"clusterIdentifier": UNKNOWN, "instanceClass": "db.serverless"}
    several = [
        resource("aws:rds/clusterInstance:ClusterInstance", f"i{at}", inputs, sources={"clusterIdentifier": (cluster,)})
        for at in range(2)
    ]
    return cluster, *several


def test_each_instance_without_a_class_counts_what_it_may_grow_to() -> None:
    assert {it.outcome for it in verdicts(NAME, *serverless(8))} == {Outcome.PASS}
    assert {it.outcome for it in verdicts(NAME, *serverless(128))} == {Outcome.UNDETERMINED}


SMALL = {
    "a small database": resource(
        "aws:rds/instance:Instance", "db", {"engine": "postgres", "instanceClass": "db.t3.small"}
    ),
    "a small cache": resource("aws:elasticache/cluster:Cluster", "c", {"nodeType": "cache.t3.micro"}),
    "a firewall": resource("aws:wafv2/webAcl:WebAcl", "acl", {}),
    "a zone": resource("aws:route53/zone:Zone", "zone", {}),
    "a secret of unknown replicas": resource("aws:secretsmanager/secret:Secret", "s", {"replicas": UNKNOWN}),
    "a table": resource("aws:dynamodb/table:Table", "t", {"readCapacity": 5, "writeCapacity": 5}),
    "a plan": on_azure("azure-native:web:AppServicePlan", sku={"name": "P1v3", "capacity": 1}),
    "a cache of azure": on_azure("azure-native:redis:Redis", sku={"name": "Standard", "family": "C", "capacity": 1}),
    "pay as you go": on_azure(
        "azure-native:cognitiveservices:Deployment", sku={"name": "GlobalStandard", "capacity": 1000}
    ),
    "a postgres": on_azure("azure-native:dbforpostgresql:Server", sku={"name": "Standard_B1ms", "tier": "Burstable"}),
    "a sql": on_gcp("gcp:sql/databaseInstance:DatabaseInstance", settings={"tier": "db-f1-micro"}),
    "a redis": on_gcp("gcp:redis/instance:Instance", memorySizeGb=5, tier="STANDARD_HA"),
    "an alert": on_gcp("gcp:monitoring/alertPolicy:AlertPolicy", conditions=[{}, {}]),
}


@pytest.mark.parametrize("what", SMALL)
def test_what_is_small_stays_quiet_without_a_price(what: str) -> None:
    found = {it.outcome for it in verdicts(NAME, SMALL[what], instance("t3.large", "beside"))}
    assert found == {Outcome.PASS}


def test_what_has_a_price_and_is_over_the_limit_is_told_by_that_alone() -> None:
    found = verdict(NAME, instance("p4d.24xlarge", "large"), LARGE["database"], LARGE["model units"])
    assert found.outcome is Outcome.FAIL
    assert found.urn.endswith("::large")
    assert found.message.startswith("expected at least 16,0")
    assert ", plus units (730 hours); limit" in found.message
    assert found.fix == "lower the maximum or the schedule of the dearest, large"


def test_the_dearest_of_what_has_no_price_are_named() -> None:
    databases = [
        resource("aws:rds/instance:Instance", f"db{at}", {"engine": "mysql", "instanceClass": f"db.r5.{at}xlarge"})
        for at in (2, 4, 8, 12, 24)
    ]
    message = verdict(NAME, *databases).message
    named = [message.index(f"$ is db{size} without a price") for size in (24, 12, 8)]
    assert named == sorted(named)
    assert "and 2 more; limit" in message


@pytest.mark.parametrize(("memory", "outcome"), [(512, Outcome.PASS), (10240, Outcome.UNDETERMINED)])
def test_functions_that_are_kept_warm_count_by_their_memory(memory: int, outcome: Outcome) -> None:
    function = resource("aws:lambda/function:Function", "f", {"memorySize": memory})
    warm = {"functionName": UNKNOWN, "provisionedConcurrentExecutions": 50}
    kept = resource(
        "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
        "warm",
        warm,
        sources={"functionName": (function,)},
    )
    assert verdict(NAME, function, kept).outcome is outcome
