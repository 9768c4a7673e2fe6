"""Which version a program asks for, where what it costs goes by it: clusters, databases, caches and search, on three clouds."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.facts import FactSet, Support
from penstock.resources.reading.values import UNKNOWN
from resources.azure import azure_program as azure
from resources.gcp import gcp_program as google
from resources.resource_facts import facts, resource, urn


def versions(found: FactSet) -> dict[str, tuple[object, object, object]]:
    """Key of what bills past the standard support -> (product, version, quantity)."""
    return {it.support.sku: (it.support.product, it.support.version, it.quantity) for it in found.charges if it.support}


CLUSTER = "aws:eks/cluster:Cluster"
EXTENDED = "eks-cluster-extended-hour"


@pytest.mark.parametrize(
    ("inputs", "version"),
    [
        ({"version": "1.29"}, "1.29"),
        ({}, None),
        ({"version": UNKNOWN}, UNKNOWN),
        ({"version": "1.29", "upgradePolicy": {"supportType": "EXTENDED"}}, "1.29"),
        ({"version": "1.29", "upgradePolicy": {"supportType": UNKNOWN}}, UNKNOWN),
        ({"version": "1.29", "upgradePolicy": UNKNOWN}, UNKNOWN),
    ],
)
def test_the_version_of_an_eks_cluster(inputs: Any, version: object) -> None:
    assert versions(facts(resource(CLUSTER, "it", inputs))) == {EXTENDED: ("eks", version, 730)}
    assert versions(facts(resource("eks:index:Cluster", "it", inputs))) == {EXTENDED: ("eks", version, 730)}


def test_a_cluster_whose_policy_is_standard_never_enters_extended_support() -> None:
    policy = {"version": "1.29", "upgradePolicy": {"supportType": "STANDARD"}}
    assert versions(facts(resource(CLUSTER, "it", policy))) == {}


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"minMasterVersion": "1.30.5-gke.100"}, {}),  # upgraded before its standard support ends
        ({"minMasterVersion": "1.30", "releaseChannel": {"channel": "REGULAR"}}, {}),
        ({"minMasterVersion": "1.30", "releaseChannel": {"channel": "EXTENDED"}}, {"1.30"}),
        ({"releaseChannel": {"channel": "EXTENDED"}}, {UNKNOWN}),
        ({"minMasterVersion": "1.30", "releaseChannel": {"channel": UNKNOWN}}, {UNKNOWN}),
        ({"minMasterVersion": "1.30", "releaseChannel": UNKNOWN}, {UNKNOWN}),
    ],
)
def test_a_gke_cluster_pays_for_an_old_version_in_the_channel_extended_alone(inputs: Any, expected: Any) -> None:
    found = versions(google.facts(google.resource("gcp:container/cluster:Cluster", "it", inputs)))
    assert {version for _, version, _ in found.values()} == set(expected)


@pytest.mark.parametrize(
    ("inputs", "sku"),
    [
        ({"supportPlan": "AKSLongTermSupport"}, "aks-cluster-lts-hour"),
        ({"supportPlan": "AKSLongTermSupport", "sku": {"tier": "Standard"}}, "aks-cluster-lts-hour"),
        ({"supportPlan": "KubernetesOfficial", "sku": {"tier": "Standard"}}, "aks-cluster-hour"),
        ({"sku": {"tier": "Premium"}}, "aks-cluster-lts-hour"),
    ],
)
def test_long_term_support_of_aks_is_the_premium_tiers(inputs: Any, sku: str) -> None:
    found = azure.charges(azure.resource("azure-native:containerservice:ManagedCluster", "it", inputs))
    assert [it for it in found if str(it).startswith("aks-")] == [sku]


RDS = "aws:rds/instance:Instance"
OLD = {"engine": "postgres", "engineVersion": "12.9", "instanceClass": "db.r5.xlarge"}  # 4 vCPUs


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (OLD, ("rds-postgres", "12.9", 4 * 730)),
        (OLD | {"multiAz": True}, ("rds-postgres", "12.9", 8 * 730)),
        (OLD | {"instanceClass": UNKNOWN}, ("rds-postgres", "12.9", UNKNOWN)),
        (OLD | {"engineVersion": UNKNOWN}, ("rds-postgres", UNKNOWN, 4 * 730)),
        (OLD | {"engineLifecycleSupport": "open-source-rds-extended-support"}, ("rds-postgres", "12.9", 4 * 730)),
        (OLD | {"engineLifecycleSupport": UNKNOWN}, ("rds-postgres", UNKNOWN, 4 * 730)),
        (OLD | {"engineLifecycleSupport": "open-source-rds-extended-support-disabled"}, None),
        (OLD | {"engineVersion": None}, None),
        (OLD | {"engine": "oracle-ee"}, None),
        (OLD | {"engine": "mariadb"}, None),
    ],
)
def test_extended_support_of_a_database_is_by_its_vcpus(inputs: Any, expected: object) -> None:
    found = versions(facts(resource(RDS, "it", inputs)))
    assert found == ({} if expected is None else {"rds-extended-vcpu-hour": expected})


def test_an_instance_of_aurora_has_its_clusters_version() -> None:
    cluster = resource(
        "aws:rds/cluster:Cluster", "all", {"engine": "aurora-mysql", "engineVersion": "5.7.mysql_aurora.2.11"}
    )
    member = resource(
        "aws:rds/clusterInstance:ClusterInstance",
        "one",
        {"engine": "aurora-mysql", "instanceClass": "db.r5.large", "clusterIdentifier": UNKNOWN},
        property_dependencies={"clusterIdentifier": (urn("aws:rds/cluster:Cluster", "all"),)},
    )
    found = versions(facts(cluster, member))
    assert found == {"rds-extended-vcpu-hour": ("rds-aurora-mysql", "5.7.mysql_aurora.2.11", 2 * 730)}


def test_a_serverless_instance_pays_by_its_capacity() -> None:
    limits = {"minCapacity": 2, "maxCapacity": 8}
    cluster = resource(
        "aws:rds/cluster:Cluster", "all", {"engineVersion": "13.9", "serverlessv2ScalingConfiguration": limits}
    )
    member = resource(
        "aws:rds/clusterInstance:ClusterInstance",
        "one",
        {"engine": "aurora-postgresql", "instanceClass": "db.serverless", "clusterIdentifier": UNKNOWN},
        property_dependencies={"clusterIdentifier": (urn("aws:rds/cluster:Cluster", "all"),)},
    )
    found = versions(facts(cluster, member))
    assert found == {"aurora-extended-acu-hour": ("rds-aurora-postgresql", "13.9", 2 * 730)}


@pytest.mark.parametrize(
    ("token", "inputs", "outputs", "version"),
    [
        (CLUSTER, {}, {"version": "1.28"}, "1.28"),
        (CLUSTER, {"version": "1.33"}, {"version": "1.28"}, "1.33"),  # an upgrade
        (CLUSTER, {}, {"version": UNKNOWN}, None),
        (RDS, {"engine": "mysql", "instanceClass": "db.r5.large"}, {"engineVersion": "5.7.44"}, "5.7.44"),
    ],
)
def test_a_version_that_only_the_state_has_is_read_there(
    token: str, inputs: Any, outputs: Any, version: object
) -> None:
    ((_, found, _),) = versions(facts(resource(token, "it", inputs, outputs=outputs))).values()
    assert found == version


def test_a_gke_cluster_of_a_state_has_the_version_that_it_runs() -> None:
    cluster = google.resource(
        "gcp:container/cluster:Cluster",
        "it",
        {"releaseChannel": {"channel": "EXTENDED"}},
        outputs={"masterVersion": "1.30.9-gke.100"},
    )
    ((_, version, _),) = versions(google.facts(cluster)).values()
    assert version == "1.30.9-gke.100"


CACHE = {"engine": "redis", "engineVersion": "5.0.6", "nodeType": "cache.r5.large"}
OLD_CACHE = {"elasticache-extended-cache.r5.large-hour": ("elasticache-redis", "5.0.6", 2 * 730)}


def test_caches_and_search_pay_by_the_node() -> None:
    one = resource("aws:elasticache/cluster:Cluster", "it", CACHE | {"numCacheNodes": 2})
    group = resource("aws:elasticache/replicationGroup:ReplicationGroup", "it", CACHE | {"numCacheClusters": 2})
    assert versions(facts(one)) == versions(facts(group)) == OLD_CACHE
    other = resource("aws:elasticache/cluster:Cluster", "it", CACHE | {"engine": "memcached"})
    assert versions(facts(other)) == {}
    config = {"instanceType": "r6g.large.search", "instanceCount": 3}
    domain = {"engineVersion": "Elasticsearch_7.4", "clusterConfig": config}
    key = "opensearch-extended-r6g.large.search-hour"
    old = {key: ("elasticsearch", "7.4", 3 * 730)}
    assert versions(facts(resource("aws:opensearch/domain:Domain", "it", domain))) == old
    assert (
        versions(
            facts(
                resource(
                    "aws:elasticsearch/domain:Domain", "it", {"elasticsearchVersion": "7.4", "clusterConfig": config}
                )
            )
        )
        == old
    )
    first = versions(facts(resource("aws:elasticsearch/domain:Domain", "it", {"clusterConfig": config})))
    assert first == {key: ("elasticsearch", "1.5", 3 * 730)}


@pytest.mark.parametrize(
    ("version", "tier", "expected"),
    [
        ("MYSQL_5_7", "db-custom-4-15360", ("cloud-sql-mysql", "5.7", 4 * 730)),
        ("POSTGRES_12", "db-n1-standard-2", ("cloud-sql-postgres", "12", 2 * 730)),
        ("POSTGRES_9_6", "db-f1-micro", ("cloud-sql-postgres", "9.6", 730)),
        ("POSTGRES_13", "db-perf-optimized-N-8", ("cloud-sql-postgres", "13", 8 * 730)),
        (UNKNOWN, "db-n1-standard-2", (UNKNOWN, UNKNOWN, 2 * 730)),
        ("SQLSERVER_2019_STANDARD", "db-custom-4-15360", None),
    ],
)
def test_extended_support_of_cloud_sql_is_by_its_vcpus(version: Any, tier: str, expected: object) -> None:
    inputs = {"databaseVersion": version, "settings": {"tier": tier}}
    found = versions(google.facts(google.resource("gcp:sql/databaseInstance:DatabaseInstance", "it", inputs)))
    assert found == ({} if expected is None else {"cloud-sql-extended-vcpu-hour": expected})


@pytest.mark.parametrize(("engine", "key"), [("dbforpostgresql", "postgresql"), ("dbformysql", "mysql")])
def test_extended_support_of_a_flexible_server_is_by_its_vcores(engine: str, key: str) -> None:
    inputs = {"version": "11", "sku": {"name": "Standard_D4ds_v5"}, "highAvailability": {"mode": "ZoneRedundant"}}
    found = versions(azure.facts(azure.resource(f"azure-native:{engine}:Server", "it", inputs)))
    assert found == {f"{key}-extended-vcore-hour": (key, "11", 2 * 4 * 730)}


def test_a_fact_says_what_is_billed_instead() -> None:
    (plane,) = (it for it in facts(resource(CLUSTER, "it", {"version": "1.29"})).charges if it.support)
    assert (plane.sku, plane.support) == ("eks-cluster-hour", Support("eks", "1.29", EXTENDED))
