"""What a network and small services bill, and who may read which bucket."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from penstock.cost import estimate
from penstock.resources import read
from penstock.resources.facts import FactSet
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import UNKNOWN

from .gcp_program import charges, charges_of, facts, resource, run

ACCOUNT = "gcp:serviceaccount/account:Account"
BUCKET = "gcp:storage/bucket:Bucket"
INSTANCE = "gcp:compute/instance:Instance"
MEMBER = "gcp:storage/bucketIAMMember:BucketIAMMember"

PROGRAM = """
network = gcp.compute.Network("net", auto_create_subnetworks=False)
subnet = gcp.compute.Subnetwork("sub", ip_cidr_range="10.0.0.0/16", network=network.id)
router = gcp.compute.Router("router", network=network.id)
gcp.compute.RouterNat(
    "nat",
    router=router.name,
    nat_ip_allocate_option="AUTO_ONLY",
    source_subnetwork_ip_ranges_to_nat="ALL_SUBNETWORKS_ALL_IP_RANGES",
)
gcp.compute.Address("public")
gcp.compute.Address("private", address_type="INTERNAL", subnetwork=subnet.id)
gcp.compute.GlobalAddress("apis", address_type="INTERNAL", purpose="PRIVATE_SERVICE_CONNECT", network=network.id)
gcp.compute.GlobalForwardingRule("psc", target="all-apis", network=network.id, load_balancing_scheme="")
gcp.compute.ForwardingRule("balancer", backend_service="x", load_balancing_scheme="INTERNAL")
gcp.compute.GlobalForwardingRule("site", target="x")
gcp.compute.VPNTunnel("tunnel", shared_secret="x", peer_ip="203.0.113.1")
gcp.kms.CryptoKey("key", key_ring="ring")
gcp.pubsub.Topic("events")
gcp.pubsub.Subscription("events", topic="events")
gcp.artifactregistry.Repository("images", location="europe-west4", format="DOCKER", repository_id="images")
gcp.sql.DatabaseInstance(
    "tracking",
    database_version="POSTGRES_16",
    settings={"tier": "db-custom-2-7680", "availability_type": "REGIONAL", "disk_size": 50},
)
gcp.monitoring.AlertPolicy(
    "idle", combiner="OR", display_name="idle", conditions=[{"display_name": "a"}, {"display_name": "b"}]
)
gcp.projects.Service("compute", service="compute.googleapis.com")
gcp.bigquery.ReservationAssignment("slots", assignee="x", job_type="QUERY", reservation="r")
"""


@pytest.fixture(scope="module")
def found() -> FactSet:
    return read(run(PROGRAM))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("nat", [("nat-gateway-hour", 730), ("nat-gateway-gib", None), ("public-ipv4-hour", None)]),
        ("public", [("public-ipv4-unused-hour", 730)]),  # nothing in the program uses it
        ("psc", [("private-endpoint-hour", 730), ("private-endpoint-gib", None)]),
        ("balancer", [("load-balancer-hour", 730), ("load-balancer-gib", None)]),
        ("site", [("global-load-balancer-hour", 730), ("load-balancer-gib", None)]),
        ("tunnel", [("vpn-tunnel-hour", 730)]),
        ("key", [("kms-key-month", 1)]),
        ("events", [("pubsub-tib", None)]),
        ("images", [("artifact-registry-gib-month", None)]),
        (
            "tracking",
            [
                ("cloud-sql-db-custom-2-7680-hour", 1460),
                ("cloud-sql-extended-vcpu-hour", 2920),
                ("cloud-sql-ssd-gib-month", 100),
            ],
        ),
        ("idle", [("alert-condition-month", 2), ("alert-time-series-million", None)]),
    ],
)
def test_what_bills(found: FactSet, name: str, lines: list[tuple[str, int | None]]) -> None:
    assert [(it.sku, it.quantity) for it in charges_of(found, name)] == lines


def test_what_is_free_is_free_and_what_nobody_reads_is_listed(found: FactSet) -> None:
    names = sorted(it.urn.rpartition("::")[2] for it in found.free)
    assert names == ["apis", "compute", "events", "net", "private", "router", "sub"]
    assert [it.name for it in found.unread] == ["slots"]


@pytest.mark.parametrize(
    ("inputs", "billed"),
    [
        ({"addressType": "EXTERNAL"}, {"public-ipv4-unused-hour": Decimal(730)}),
        ({"addressType": "EXTERNAL", "ipVersion": "IPV6"}, {}),
        ({"addressType": UNKNOWN}, {"public-ipv4-hour": UNKNOWN}),
    ],
)
def test_an_address(inputs: dict[str, Any], billed: dict[str, object]) -> None:
    assert charges(resource("gcp:compute/address:Address", "it", inputs)) == billed


ADDRESS = resource("gcp:compute/address:Address", "it", {"name": "it"})
CONFIG: dict[str, Any] = {"accessConfigs": [{"natIp": UNKNOWN}]}


def made_from(path: str) -> dict[str, Any]:
    return {"sources": {path: (ADDRESS,)}}


USERS: list[tuple[Any, str, str]] = [
    (("compute/instance:Instance", {"networkInterfaces": [CONFIG]}, made_from("networkInterfaces")), "", ""),
    (("compute/forwardingRule:ForwardingRule", {"ipAddress": UNKNOWN}, made_from("ipAddress")), "", ""),
    (("compute/forwardingRule:ForwardingRule", {"ipAddress": "it"}, {}), "", ""),
    (("compute/routerNat:RouterNat", {"natIps": [UNKNOWN]}, made_from("natIps")), "", ""),
    (("compute/instance:Instance", {"metadata": {"ip": UNKNOWN}}, made_from("metadata")), "unused-", ""),
    (("dns/recordSet:RecordSet", {"rrdatas": [UNKNOWN]}, made_from("rrdatas")), "unused-", ""),
    (("compute/instanceTemplate:InstanceTemplate", {}, made_from("networkInterfaces")), "", "unused-"),
]


@pytest.mark.parametrize(("user", "sku", "perhaps"), USERS)
def test_an_address_that_nothing_uses_is_dearer(user: tuple[str, Any, Any], sku: str, perhaps: str) -> None:
    """What takes it decides; what may, leaves the dearer price in the ceiling."""
    kind, inputs, rest = user
    found = [it for it in facts(ADDRESS, resource(f"gcp:{kind}", "user", inputs, **rest)).charges if it.name == "it"]
    wanted = [(f"public-ipv4-{sku}hour", f"public-ipv4-{perhaps}hour" if perhaps else "")]
    assert [(it.sku, it.perhaps) for it in found] == wanted


def test_an_address_of_one_resource_seen_alone_may_be_used() -> None:
    (line,) = facts(ADDRESS, complete=False).charges
    assert (line.sku, line.perhaps) == ("public-ipv4-hour", "public-ipv4-unused-hour")


def test_an_unused_address_costs_what_it_costs_there() -> None:
    """730 h: 0.01 $ in us-central1 and 0.005 $ of one in use; where that is not known, the dearer at most."""
    alone = estimate(facts(ADDRESS), year=2026).total
    assert (alone.floor, alone.ceiling) == (Decimal("7.30"), Decimal("7.30"))
    template = resource("gcp:compute/instanceTemplate:InstanceTemplate", "user", {}, **made_from("networkInterfaces"))
    unsure = estimate(facts(ADDRESS, template), year=2026).total
    assert (unsure.floor, unsure.expected, unsure.ceiling) == (Decimal("3.65"), Decimal("3.65"), Decimal("7.30"))


def test_a_nat_with_addresses_of_its_own_takes_no_more() -> None:
    nat = resource("gcp:compute/routerNat:RouterNat", "nat", {"natIpAllocateOption": "MANUAL_ONLY", "natIps": ["x"]})
    assert charges(nat) == {"nat-gateway-hour": Decimal(730), "nat-gateway-gib": None}


GRANTS = """
account = gcp.serviceaccount.Account("nodes", account_id="nodes")
data = gcp.storage.Bucket("data", name="team-data", location="US")
logs = gcp.storage.Bucket("logs", name="team-logs", location="EU")
models = gcp.storage.Bucket("models", name="team-models", location="europe-west4")
secrets = gcp.storage.Bucket("secrets", name="team-secrets", location="EU")
gcp.storage.BucketIAMMember("data", bucket=data.name, role="roles/storage.objectViewer", member=account.member)
gcp.storage.BucketIAMMember(
    "logs",
    bucket=logs.name,
    role="roles/storage.objectCreator",
    member=account.email.apply(lambda email: f"serviceAccount:{email}"),
)
gcp.storage.BucketIAMBinding(
    "models", bucket=models.name, role="roles/storage.objectUser", members=["user:ana@example.com", account.member]
)
gcp.storage.BucketIAMMember("secrets", bucket=secrets.name, role="roles/storage.admin", member="user:ana@example.com")
gcp.compute.Instance(
    "box",
    zone="us-east1-b",
    machine_type="g2-standard-4",
    boot_disk={},
    network_interfaces=[{}],
    service_account={"email": account.email, "scopes": ["cloud-platform"]},
)
"""


def test_an_instance_reads_what_its_account_may_read() -> None:
    edges = [
        (it.data.rpartition("::")[2], it.source_region, it.target_region, it.evidence, it.bucket_name)
        for it in read(run(GRANTS)).transfers
    ]
    assert sorted(edges, key=lambda edge: edge[0]) == [
        ("data", "us", "us-east1", "bucket grant 'data'", "team-data"),
        ("models", "europe-west4", "us-east1", "bucket grant 'models'", "team-models"),
    ]


EMAIL = "nodes@team.iam.gserviceaccount.com"


def program(grant: Resource) -> list[str]:
    """The buckets that an exported instance reads, with `grant` beside it."""
    path = f"projects/team/serviceAccounts/{EMAIL}"
    account = resource(ACCOUNT, "nodes", {"accountId": "nodes"}, outputs={"id": path, "name": path, "email": EMAIL})
    data = resource(BUCKET, "data", {"name": "team-data", "location": "US"})
    box = resource(INSTANCE, "box", {"machineType": "g2-standard-4", "serviceAccount": {"email": EMAIL}})
    return [it.data.rpartition("::")[2] for it in facts(account, data, box, grant).transfers]


@pytest.mark.parametrize(
    ("token", "inputs", "read"),
    [
        (
            MEMBER,
            {"bucket": "team-data", "role": "roles/storage.objectViewer", "member": f"serviceAccount:{EMAIL}"},
            True,
        ),
        (MEMBER, {"bucket": "b/team-data", "role": UNKNOWN, "member": f"serviceAccount:{EMAIL}"}, True),
        (
            MEMBER,
            {"bucket": "team-data", "role": "roles/storage.objectCreator", "member": f"serviceAccount:{EMAIL}"},
            False,
        ),
        (
            MEMBER,
            {
                "bucket": "team-data",
                "role": "roles/storage.objectViewer",
                "member": "serviceAccount:x@y.iam.gserviceaccount.com",
            },
            False,
        ),
        (
            MEMBER,
            {"bucket": "elsewhere", "role": "roles/storage.objectViewer", "member": f"serviceAccount:{EMAIL}"},
            False,
        ),
        (
            "gcp:storage/bucketIAMPolicy:BucketIAMPolicy",
            {
                "bucket": "team-data",
                "policyData": json.dumps(
                    {"bindings": [{"role": "roles/storage.objectViewer", "members": [f"serviceAccount:{EMAIL}"]}]}
                ),
            },
            True,
        ),
        ("gcp:storage/bucketIAMPolicy:BucketIAMPolicy", {"bucket": "team-data", "policyData": "{}"}, False),
    ],
)
def test_a_grant_in_an_exported_stack(token: str, inputs: dict[str, Any], read: bool) -> None:
    assert program(resource(token, "grant", inputs)) == (["data"] if read else [])


def test_an_e_mail_that_a_preview_knows_is_the_account_that_it_came_from() -> None:
    account = resource(ACCOUNT, "nodes", {"accountId": "nodes"})
    other = resource(ACCOUNT, "other", {"accountId": "other"})
    inputs = {"machineType": "g2-standard-4", "serviceAccount": {"email": EMAIL}}
    certain = resource(INSTANCE, "box", inputs, sources={"serviceAccount": (account,)})
    unsure = resource(INSTANCE, "box", inputs, sources={"serviceAccount": (account, other)})
    assert facts(account, other, certain).nodes[0].identities == (account.urn,)
    assert facts(account, other, unsure).nodes[0].identities == ()
