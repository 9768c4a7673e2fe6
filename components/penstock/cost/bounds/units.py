"""Upper bounds for services whose unit price the catalog does not have, by their key.

In this order: the dearest price that the catalog has of it anywhere; the family's own figure below; the machine in its name, at a
multiple of that machine's own price; the size in its name; else what no small service is above. The figures are list prices of 2026
rounded up for the dearest region, so that each is too high rather than too low. None: it may be anything, as what is bought by an opaque
offering, or holds accelerators (units of Bedrock).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from penstock.catalog import Catalog
from penstock.regex import regex
from penstock.resources.machines.type_names import own_name

from .machines import PER_GIB, PER_VCPU, known_prices

SMALL: Final = Decimal(300)
"""USD a month. What of an unknown number of units costs less than this for one is taken to be small."""

_PER_REGION: Final = Decimal("3.5")
"""No region's price of a small service is more than this times another's; of many the catalog has one region's alone."""

_SERVICE: Final = Decimal("3.2")
"""No managed service without a licence sells a machine at more than this times its plain price: ActiveMQ and Neptune are the dearest."""

_LICENCE: Final = Decimal("0.5")
"""USD a vCPU-hour. The dearest licence in a price is that of SQL Server Enterprise, about 0.38."""

_PER_SIZED_VCPU: Final = Decimal("0.45")
"""USD a vCPU-hour of a class that is no machine of the catalog's, as `ra3.16xlarge` (0.27 in us-east-1)."""

_OTHERWISE: Final[Mapping[str, Decimal]] = {
    "-hour": Decimal("0.4"),
    "-month": Decimal(60),
    "-gib-hour": Decimal("0.15"),
    "-gib-month": Decimal(1),
    "-iops-month": Decimal("0.3"),
    "-mibps-month": Decimal(7),
    "-vcpu-hour": Decimal("0.3"),
    "-vcore-hour": Decimal("1.2"),
    "-gib-second": Decimal("0.0001"),
    "-vcpu-second": Decimal("0.0001"),
    "-day": Decimal(5),
}
"""Unit -> USD that no service is above which nothing else here speaks of. The longest unit that fits counts."""

_ANY: Final = None

_FAMILIES: Final[tuple[tuple[re.Pattern[str], str | None], ...]] = tuple(
    (regex(pattern), figure)
    for pattern, figure in (
        # Bought by an opaque offering, or accelerators and whole racks by another name.
        (r"bedrock-unit.*|capacity-block|elasticache-reservation|rds-reservation|exadata-.*|oracle-exadata.*", _ANY),
        (r"dedicated-host-hour|dedicated-host-.*(?:type\d+|not-known)-hour|vertex-throughput.*", _ANY),
        (r"savings-plan-usd", "1"),
        # AWS
        (r"aurora-extended-(?:year-3-)?acu-hour", "0.4"),
        (r"rds-extended-vcpu-hour", "0.3"),
        (r"rds-extended-year-3-vcpu-hour", "0.6"),
        (r"private-ca-month", "450"),
        (r"athena-dpu-hour|emr-serverless-vcpu-hour", "0.6"),
        (r"(?:aurora|docdb|neptune)-acu-hour", "0.2"),
        (r"mwaa-mw1\.micro-hour", "0.3"),
        (r"mwaa-mw1\.small-hour", "0.9"),
        (r"mwaa-mw1\.medium-hour", "1.6"),
        (r"mwaa-mw1\.large-hour", "3"),
        (r"mwaa-mw1\.xlarge-hour", "6"),
        (r"mwaa-.*2xlarge-hour", "12"),
        (r"mwaa-worker-mw1\.(?:micro|small)-hour", "0.12"),
        (r"mwaa-worker-mw1\.medium-hour", "0.24"),
        (r"mwaa-worker-mw1\.large-hour", "0.48"),
        (r"mwaa-worker-mw1\.xlarge-hour", "0.96"),
        (r"mwaa-worker-.*", "2"),
        (r"lambda-provisioned-gib-second", "0.000006"),
        (r"cloudhsm-hour", "2.5"),
        (r"core-network-edge-hour", "0.8"),
        (r"direct-connect-400.*", "150"),
        (r"direct-connect-100.*", "40"),
        (r"direct-connect-10gbps-hour", "4"),
        (r"fsx-file-cache-gib-month", "2.5"),
        (r"glue-dpu-hour|glue-(?:standard|g\.025x)-worker-hour", "0.9"),
        (r"kinesis-shard-hour", "0.04"),
        (r"mediaconvert-slot-month", "700"),
        (r"neptune-analytics-ncu-hour", "0.1"),
        (r"opensearch-ultrawarm1\.large.*", "5"),
        (r"opensearch-ultrawarm1\.medium.*", "0.5"),
        (r"oracle-core-hour", "2"),
        (r"sagemaker-mlflow-hour", "5"),
        (r"snapshot-fast-restore-hour", "1.5"),
        (r"dynamodb.*-rcu-hour", "0.0005"),
        (r"dynamodb.*-wcu-hour", "0.0025"),
        (r"fargate-vcpu-hour", "0.1"),
        (r"fargate-gib-hour", "0.012"),
        (r"(?:transit-gateway-attachment|vpn-connection|connectivity-spoke)-hour", "0.15"),
        # Google Cloud
        (r"gke-cluster-extended-hour", "0.5"),
        (r"cloud-sql-extended-(?:year-3-)?vcpu-hour", "0.4"),
        (r"bigquery-standard-slot-hour", "0.07"),
        (r"bigquery-enterprise-slot-hour", "0.1"),
        (r"bigquery-.*-slot-hour", "0.17"),
        (r"bigtable-node-hour", "1.1"),
        (r"function-idle-ghz-second", "0.000014"),
        (r"spanner-node-hour", "3"),
        (r"spanner-multi-region-node-hour", "20"),
        (r"redis-(?:basic|standard)-gib-hour", "0.15"),
        (r"(?:memorystore|redis-cluster)-.*xlarge.*-hour", "2.5"),
        (r"(?:memorystore|redis-cluster)-.*nano.*-hour", "0.15"),
        (r"(?:memorystore|redis-cluster)-.*-hour", "0.7"),
        (r"kafka.*-vcpu-hour", "0.25"),
        (r"memcached-vcpu-hour|app-engine-flex-vcpu-hour|composer-.*-vcpu-hour", "0.15"),
        (r"(?:memcached|app-engine-flex)-gib-hour", "0.03"),
        (r"interconnect-attachment-hour", "0.5"),
        (r"interconnect-attachment-partner-(?:50|20)g-hour", "25"),
        (r"interconnect-attachment-partner-.*", "6"),
        (r"(?:cross-cloud-)?interconnect-.*hour", "40"),
        (r"metastore-.*hour", "3"),
        (r"blockchain-archive-node-hour", "4"),
        (r"oracle-.*-hour", "2"),
        (r"cloud-sql-db-f1-micro-hour|cloud-sql-db-g1-small-hour", "0.1"),
        (r"vpc-connector-(?:f1|e2)-micro-hour", "0.05"),
        # Azure
        (r"(?:mysql|postgresql)-extended-vcore-hour", "0.2"),
        (r"disk-[a-z]*\d+-.*-month", "12000"),
        (r"(?:aks-cluster-lts|eks-cluster-extended)-hour", "1"),
        (r"[a-z-]+-(?:standard-)?b1m?s-hour", "0.08"),
        (r"[a-z-]+-(?:standard-)?b2m?s-hour", "0.25"),
        (r"analysis-services-s[489].*", "45"),
        (r"analysis-services-s.*", "10"),
        (r"api-management.*-premium.*|integration-service-environment.*", "15"),
        (r"api-management.*-isolated.*", "15"),
        (r"api-management.*-consumption.*", "0"),
        (r"api-management.*-(?:standard|workspacegatewaypremium).*", "1.5"),
        (r"openai-globalprovisioned.*", "1.2"),
        (r"openai-datazoneprovisioned.*", "1.4"),
        (r"openai-.*provisioned.*", "3"),
        (r"log-analytics-cluster-.*", "0.15"),
        (r"log-commitment-gib-day", "130"),
        (r"cosmosdb-single-write-request-unit-hour", "0.0002"),
        (r"cosmosdb-.*request-unit-hour", "0.0004"),
        (r"disk-pool-.*|container-registry-agent-.*", "2"),
        (r"documentdb-m(?:10|20|25|30)-hour", "0.4"),
        (r"elastic-san-.*", "0.2"),
        (r"event-hubs-cluster-.*", "12"),
        (r"event-hubs-premium.*|service-bus-premium.*", "2"),
        (r"(?:event-hubs|service-bus)-.*", "0.06"),
        (r"cloud-hsm-.*|managed-hsm-.*", "6"),
        (r"dedicated-hsm-.*", "8"),
        (r"stack-edge-.*", "5"),
        (r"citus-vcore-.*|horizondb-vcore-.*", "0.4"),
        (r"iot-hub-s3.*|iot-hub-b3.*", "5"),
        (r"power-bi-autoscale-.*", "0.5"),
        (r"bastion-.*", "1"),
        (r"data-explorer-pool-.*-extra-small-hour", "1"),
        (r"data-explorer-pool-.*-small-hour", "2"),
        (r"data-explorer-pool-.*-medium-hour", "4"),
        (r"data-explorer-pool-.*-large-hour", "8"),
        (r"functions-flex-always-ready-gib-second", "0.00001"),
        (r"virtual-hub-.*", "0.6"),
        (r"search.*-(?:standard2|storage-optimized-l1).*", "6"),
        (r"search.*-(?:standard3|storage-optimized-l2).*", "12"),
        (r"search.*-standard-hour", "0.8"),
        (r"(?:signalr|web-pubsub)-.*", "0.25"),
        # By the DTU: 150 $ a month for 100 of Standard, 16,003 for 4,000 of Premium; by the vCore; Basic by the database, 4.99 $.
        (r"sql-pool-(?:basic|standard|s\d).*", "0.007"),
        (r"sql-pool-(?:premium|p\d).*", "0.018"),
        (r"sql-(?:basic|standard|s\d).*", "0.005"),
        (r"sql-(?:premium|p\d).*", "0.012"),
        (r"sql.*-(?:bc|hs|businesscritical|hyperscale).*", "1.5"),
        (r"sql.*-(?:gp-s|generalpurposeserverless).*", "1.2"),
        (r"sql.*-(?:gp|generalpurpose).*", "0.8"),
        (r"stream-analytics-cluster-.*", "0.3"),
        (r"hpc-cache-.*", "0.002"),
        # By the Mbps: 436 $ a month metered and 5,700 unlimited for 1,000, in the cheapest zone; small ones are dearer by the Mbps.
        (r"expressroute-circuit-.*unlimited.*", "0.025"),
        (r"expressroute-circuit-.*", "0.008"),
        (r"application-gateway-.*", "0.9"),
        (r"azure-firewall-premium-hour", "3"),
        (r"azure-firewall-standard-hour", "2"),
        (r"virtual-network-gateway-.*(?:gw[45]|ultra|ergw3).*", "5"),
        (r"virtual-network-gateway-.*", "0.8"),
    )
)
"""Key -> USD a unit, the first that fits."""

_NUMBERED: Final[tuple[tuple[re.Pattern[str], Decimal, bool], ...]] = (
    (regex(r"glue-[gr]\.(\d+)x-worker-hour"), Decimal("0.9"), False),
    (regex(r"fabric-f(\d+).*"), Decimal("0.3"), False),
    (regex(r"synapse-sql-dw(\d+).*|sql-.*dw(\d+).*"), Decimal("0.025"), False),
    (regex(r"documentdb-m(\d+)-hour"), Decimal("0.07"), False),
    (regex(r"redis-premium-p(\d)-.*"), Decimal("0.7"), True),
    (regex(r"redis-(?:basic|standard)-c(\d)-.*"), Decimal("0.13"), True),
    (regex(r"redis-enterprise-[a-z-]*(\d+)"), Decimal("0.12"), False),
    (regex(r"cosmosdb-service-[a-z.]*d(\d+)s.*"), Decimal("0.2"), False),
    (regex(r"power-bi-(?:a|em|p)(\d+).*"), Decimal("10"), True),
    (regex(r"app-service-(?:i|p0?)(\d)m?(?:v\d)?-hour"), Decimal("0.2"), True),
    (regex(r"app-service-(?:ep|ws|[bsdf])(\d)(?:v\d)?-hour"), Decimal("0.13"), True),
    (regex(r"(?:postgresql|mysql)-standard-d(\d+)[a-z]*-v\d-hour"), Decimal("0.2"), False),
    (regex(r"(?:postgresql|mysql)-standard-e(\d+)[a-z]*-v\d-hour"), Decimal("0.3"), False),
    (regex(r"cloud-sql-db-custom-(\d+)-\d+-hour"), Decimal("0.3"), False),
    (regex(r"cloud-sql-db-perf-optimized-n-(\d+)-hour"), Decimal("0.4"), False),
)
"""Key with a size in it -> USD for each of that size; `True`: a size is twice the one before it."""

_MACHINES: Final[Mapping[str, re.Pattern[str]]] = {
    "aws": regex(r"([a-z]+\d[a-z0-9-]*\.(?:metal[a-z0-9-]*|(?:\d+x?)?(?:nano|micro|small|medium|x?large)))(?![a-z])"),
    "azure": regex(r"-(?:standard-)?([a-z]{1,3}\d+[a-z]*(?:-v\d)?)-hour"),
    "gcp": regex(r"-((?:[a-z]\d[a-z]?|f1|g1)-[a-z]+(?:-\d+)?(?:-lssd)?)-hour"),
}
"""Cloud -> how a machine's name stands in a key."""

_SIZE: Final = regex(r"(?<![a-z0-9])(\d+)?(nano|micro|small|medium|xlplus|xlarge|large)(?![a-z])")
_VCPUS: Final[Mapping[str, int]] = {
    "nano": 1,
    "micro": 1,
    "small": 1,
    "medium": 2,
    "large": 2,
    "xlplus": 4,
    "xlarge": 4,
}
_LICENSED: Final = ("rds-oracle", "rds-sqlserver", "rds-custom", "rds-db2", "m2-")
_DEARER: Final[Mapping[str, Decimal]] = {"msk-express": Decimal(6), "alloydb": Decimal(4)}
"""Families that sell their machines at more than `_SERVICE` times the plain price."""


_BY_THE_HUNDRED: Final = regex(
    r"sql-(?:pool-)?(?:basic|standard|premium|[sp]\d).*|cosmosdb-.*request-unit-hour|log-analytics-cluster-.*|hpc-cache-.*"
    r"|expressroute-circuit-.*|.*-[rw]cu-hour|bigquery-.*slot-hour"
)
"""Keys whose units are never bought one by one: DTUs, request units, GB a day, Mbps, slots."""
_MANY: Final = Decimal(2000)


def usual_units(sku: str) -> Decimal:
    """How many of a key's units one thing may well have whose number is not known: one, or thousands of what is sold by the hundred."""
    return _MANY if _BY_THE_HUNDRED.fullmatch(sku.lower()) else Decimal(1)


def unit_at_most(catalog: Catalog, region: str, sku: str) -> Decimal | None:
    """USD a unit of `sku` that it is never above in `region`; None where there is no such bound."""
    key = sku.lower()
    known = max(catalog.unit_prices(sku), default=None)
    figure = next((figure for pattern, figure in _FAMILIES if pattern.fullmatch(key)), "")
    if known is not None:
        return min(known * _PER_REGION, Decimal(figure)) if figure else known * _PER_REGION
    if figure != "":
        return None if figure is None else Decimal(figure)
    for pattern, each, doubles in _NUMBERED:
        match = pattern.match(key)
        if match is not None:
            size = int(next(group for group in match.groups() if group))
            return each * (2 ** min(size, 12) if doubles else max(size, 1))
    return _by_machine(catalog, region, key) or _by_family(catalog, key) or _by_size(key)


def _by_family(catalog: Catalog, key: str) -> Decimal | None:
    """A whole host: a little more than the largest machine of its family, which is all of it."""
    match = _HOST.fullmatch(key)
    if match is None:
        return None
    names = (it for it in catalog.instance_type_names if it.startswith(f"{match[1]}."))
    largest = max((max(found) for it in names if (found := known_prices(catalog, it))), default=None)
    return None if largest is None else largest * _ELSEWHERE * _HOSTED


_HOST: Final = regex(r"dedicated-host-([a-z0-9-]+)-hour")
_HOSTED: Final = Decimal("1.2")
"""A dedicated host costs about 1.1 times its largest machine (m5: 5.069 $ and 4.608 $ an hour)."""


def _by_size(key: str) -> Decimal | None:
    if _HOST.fullmatch(key):
        return None
    size = _SIZE.search(key)
    if size is not None and key.endswith("-hour"):
        return _PER_SIZED_VCPU * _VCPUS[size[2]] * int(size[1] or 1)
    unit = next((unit for unit in sorted(_OTHERWISE, key=len, reverse=True) if key.endswith(unit)), None)
    return None if unit is None else _OTHERWISE[unit]


def _by_machine(catalog: Catalog, region: str, key: str) -> Decimal | None:
    """Of a class that is a machine of the catalog's by another name: `rds-mysql-db.r5.large-hour`."""
    match = _MACHINES[catalog.cloud].search(key) if key.endswith("-hour") else None
    name = None if match is None else match[1]
    if name is not None and catalog.cloud == "azure":
        name = own_name("azure", f"standard_{name.replace('-', '_')}")
    kind = None if name is None else catalog.instance_type(name)
    if kind is None or kind.gpu_count:
        return None
    offering = catalog.offering(kind.name, region)
    here = None if offering is None else offering.on_demand_hourly
    plain = here or max(known_prices(catalog, kind.name), default=Decimal(0)) * _ELSEWHERE
    plain = plain or PER_VCPU * kind.vcpus + PER_GIB * kind.memory_gib
    times = next((figure for prefix, figure in _DEARER.items() if key.startswith(prefix)), _SERVICE)
    return plain * times + (_LICENCE * kind.vcpus if key.startswith(_LICENSED) else 0)


_ELSEWHERE: Final = Decimal("1.7")
"""A machine's dearest known price is that of one of its dearer regions: no other is above this times it."""
