"""Addresses of data in a text: what says by itself in which cloud, and mostly in which region, it is.

By shape, not by service: a URL of a storage scheme, an ARN, a resource's path, and any host with a region in its name. What carries
orders and no data (IAM, keys, queues of messages, a cluster's API) and what everybody takes from the public is left out by name.

Sources: AWS, Service endpoints and quotas; Amazon Resource Names; Google Cloud, Resource names, Artifact Registry and Cloud SQL
(connection names); Azure, storage account and Data Explorer endpoints; Hadoop's object store schemes (s3a, gs, abfs, wasb).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from penstock.regex import regex
from penstock.resources.reading.public_sources import GOOGLE_PROJECTS, OWN_OF_AWS, PUBLIC_BUCKETS

from .other_hosts import OTHER_HOSTS
from .words import SHAPE, Place, place_in_name, place_of, short_codes


@dataclass(frozen=True, slots=True)
class Address:
    """One address in a text.

    Attributes:
        text: as it stands there.
        place: where it is; its region is None where the address does not say it.
        name: the bucket, account or registry, by which the program's own may be known.
        sure: whether it is data by its own shape; else only where something beside it says so.
        hinted: whether its region is no more than a word in its name: what the program says of it goes first.
    """

    text: str
    place: Place
    name: str = ""
    sure: bool = True
    hinted: bool = False


_SCHEMES: Final = {
    **dict.fromkeys(("s3", "s3a", "s3n"), "aws"),
    **dict.fromkeys(("gs", "gcs"), "gcp"),
    **dict.fromkeys(("abfs", "abfss", "wasb", "wasbs", "adl", "azblob", "azure", "az"), "azure"),
    "oss": "alibaba",
    "r2": "cloudflare",
    "b2": "backblaze",
    "cos": "ibm",
}
_URL: Final = regex(r"(?<![\w])([a-z][a-z0-9]{1,5})://([^\s/'\"\\,;)\]}>|&?]+)", re.IGNORECASE)

_DATA_SERVICES: Final = (
    r"s3|s3express|s3-outposts|s3-object-lambda|s3tables|ecr|elasticfilesystem|fsx|dynamodb|rds|rds-db|docdb|neptune|neptune-db|kinesis"
    r"|firehose|kafka|redshift|redshift-serverless|es|aoss|elasticache|memorydb|backup|glue|sagemaker|timestream|cassandra|dms|datasync"
    r"|storagegateway|kinesisvideo|mq|dsql|qldb|omics|healthlake|lakeformation|athena|medialive|mediastore"
)
_ARN: Final = regex(rf"\barn:aws[a-z-]*:({_DATA_SERVICES}):([a-z0-9-]*):[\w-]*:([^\s'\"\\,)\]}}]+)")
_IMAGE_ARN: Final = regex(r"\barn:aws[a-z-]*:ec2:([a-z0-9-]+):[\w-]*:(?:snapshot|image|volume)/[^\s'\",]+")

_HOST: Final = regex(
    r"(?<![\w.@-])((?:[a-z0-9_-]+\.){2,12}[a-z]{2,10})(?![\w.-])|@((?:[a-z0-9_-]+\.){2,12}[a-z]{2,10})(?![\w.-])",
    re.IGNORECASE,
)

_ORDERS: Final = frozenset(
    {
        *(
            "access-analyzer",
            "acm",
            "api",
            "appconfig",
            "application-autoscaling",
            "appmesh",
            "autoscaling",
            "autoscaling-plans",
        ),
        *(
            "bedrock",
            "bedrock-runtime",
            "cloudformation",
            "cloudtrail",
            "codebuild",
            "codecommit",
            "codepipeline",
            "cognito-identity",
        ),
        *(
            "cognito-idp",
            "config",
            "cur",
            "ec2",
            "ec2messages",
            "ecs",
            "eks",
            "elasticloadbalancing",
            "email",
            "email-smtp",
            "events",
        ),
        *(
            "execute-api",
            "guardduty",
            "health",
            "iam",
            "identitystore",
            "inspector2",
            "iot",
            "kms",
            "lambda",
            "license-manager",
            "monitoring",
        ),
        *(
            "oidc",
            "organizations",
            "portal",
            "pricing",
            "ram",
            "route53",
            "scheduler",
            "secretsmanager",
            "securityhub",
            "servicediscovery",
        ),
        *(
            "signin",
            "sns",
            "sqs",
            "ssm",
            "ssmmessages",
            "sso",
            "states",
            "sts",
            "support",
            "swf",
            "synthetics",
            "tagging",
            "xray",
            "on",
        ),
        *(
            "lambda-url",
            "auth",
            "appsync-api",
            "appsync-realtime-api",
            "console",
            "quicksight",
            "polly",
            "textract",
            "rekognition",
            "transcribe",
            "translate",
        ),
        *("comprehend", "amazoncognito", "awsapps", "apprunner", "amplifyapp"),
    }
)
"""Labels of hosts that take orders, requests or secrets, in each region."""

_QUIET_HOSTS: Final = regex(
    r"(?:^|\.)(?:aws\.amazon\.com|archive\.ubuntu\.com|speech\.microsoft\.com|batch\.azure\.com|inference\.ml\.azure\.com|api\.azureml\.ms"
    r"|azurestaticapps\.net|azmk8s\.io|applicationinsights\.azure\.com|monitor\.azure\.com|loganalytics\.io|opinsights\.azure\.com"
    r"|cognitiveservices\.azure\.com|api\.cognitive\.microsoft\.com|openai\.azure\.com|management\.azure\.com|vault\.azure\.net"
    r"|azurewebsites\.net|azurefd\.net|trafficmanager\.net|eventgrid\.azure\.net|logic\.azure\.com|azureedge\.net|run\.app"
    r"|cloudfunctions\.net|datadoghq\.com|datadoghq\.eu|newrelic\.com|honeycomb\.io"
    r"|signalfx\.com|grafana\.net|gke\.goog|awsapps\.com|amazoncognito\.com|lambda-url\.[a-z0-9-]+\.on\.aws"
    r"|cluster\.local|svc)$"
)
"""Hosts of control planes, of web sites and of telemetry, in whose names a region may stand."""

_WEAK_HOSTS: Final = regex(
    r"\.(?:elb|compute)\.amazonaws\.com(?:\.cn)?$|\.cloudapp\.azure\.com$|\.azurecontainerapps\.io$"
)
"""Any machine or balancer: data only where it stands as a source or a sink."""

_SERVED: Final = regex(
    r"(?:aws|azure|gcp|amazonaws|snowflakecomputing|confluent|mongodb|elastic-cloud|found|cloud|es|redislabs|redis-cloud|aivencloud"
    r"|clickhouse|pinecone|tidbcloud|windows|pkg|googleapis|rep|astra|datastax|weaviate|qdrant|neo4j|databricks|azuredatabricks|azureml|azure"
    r"|microsoft|cockroachlabs|yugabyte|timescale|influxdata|scylladb|planetscale|psdb|neon|supabase|singlestore|vectara|redpanda)"
)
"""Labels of whose hosts hold data of their customers, at a region that the host names."""


_STORE: Final = regex(
    r"^(?:([a-z0-9][a-z0-9.-]*)\.)?s3(?:-website|-accelerate|-fips)?[.-](?:dualstack\.)?(?:[a-z0-9-]+\.)?amazonaws\.com(?:\.cn)?$"
)
_ACCOUNT: Final = regex(
    r"^([a-z0-9]{3,24})(?:\.z\d+|-secondary)?\.(?:privatelink\.)?(?:blob|dfs|file|table|queue)\.(?:core|storage)\.(?:windows\.net|azure\.net|usgovcloudapi\.net|chinacloudapi\.cn)$"
)
_AZURE_NAMES: Final = regex(
    r"^([a-z0-9-]+)(?:\.privatelink)?\.(?:azurecr\.io|database\.windows\.net|documents\.azure\.com|mongo\.cosmos\.azure\.com"
    r"|servicebus\.windows\.net|redis\.cache\.windows\.net|postgres\.database\.azure\.com|mysql\.database\.azure\.com"
    r"|sql\.azuresynapse\.net|dev\.azuresynapse\.net|search\.windows\.net|cassandra\.cosmos\.azure\.com|table\.cosmos\.azure\.com)$"
)
_REGISTRY: Final = regex(
    r"(?<![\w.-])([a-z]+(?:-[a-z]+\d+)?)-(?:docker|python|npm|maven|apt|yum|go|generic|kfp)\.pkg\.dev(?:/([\w.-]+))?"
)
_RESOURCE: Final = regex(
    r"\bprojects/[^/\s\"']+/(?:locations|regions|zones)/([a-z0-9-]+)/"
    r"(repositories|volumes|storagePools|backupVaults|backups|backupPlans|datasets|models|featurestores"
    r"|featureOnlineStores|indexes|lakes|streams|disks|snapshots|databases|connectionProfiles|dataStores|caches|tables)\b"
)
_INSTANCE: Final = regex(r"\bprojects/[^/\s\"']+/locations/([a-z0-9-]+)/instances\b")
"""Of a file system or a cache; a machine is in a zone."""

_REPOSITORY: Final = regex(r"(?<![\w/:.-])(gs|azure|b2):([a-z0-9][\w.-]{2,62}):/")
"""A repository of restic: `gs:bucket:/path` (restic, Preparing a new repository)."""

_SQL: Final = regex(
    r"(?<![\w:./-])(?:[a-z][a-z0-9.-]+:)?[a-z][a-z0-9-]+:([a-z]+-[a-z]+\d{1,2}):[a-z][a-z0-9-]+(?![\w:])"
)

_CARRIER: Final = regex(
    r"\barn:aws[a-z-]*:(?:events:([a-z0-9-]+):\d*:event-bus|logs:([a-z0-9-]+):\d*:destination|pipes:([a-z0-9-]+):\d*:pipe)[/:][\w./-]+"
)
"""What carries all that is put in: a bus, a destination of logs."""

_TENANT: Final = regex(
    r"(?<![\w@-])[\w-]+\.((?:aws|gcp|azure)_[a-z0-9_]{5,24})(?![\w.])|(?<![\w@./-])[a-z]{2}\d{4,6}\.([a-z]{2,}-[a-z0-9-]{3,20})(?:\.(?:aws|azure|gcp))?(?![\w-])",
    re.IGNORECASE,
)
"""An account of Snowflake: `ORG.GCP_EUROPE_WEST2` by its region group, `AB12345.west-europe.azure` by its locator (Snowflake, Account
identifiers)."""

_PLACED: Final = (_IMAGE_ARN, _RESOURCE, _INSTANCE, _SQL, _CARRIER)
"""Names of resources, whose first group is a place."""

_MOST_TEXT: Final = 1 << 18
_MOST_NAME: Final = 200


def addresses(text: str) -> tuple[Address, ...]:
    """Every address in a text, each once, in its order."""
    if len(text) < 5 or ("/" not in text and "." not in text and ":" not in text):
        return ()
    return _kept(text) if len(text) <= 512 else tuple(dict.fromkeys(_found(text[:_MOST_TEXT])))


@lru_cache(maxsize=8192)
def _kept(text: str) -> tuple[Address, ...]:
    return tuple(dict.fromkeys(_found(text)))


def _found(text: str) -> Iterator[Address]:
    if "://" in text:
        for match in _URL.finditer(text):
            yield from _of_url(match[1].lower(), match[2])
    if "arn:aws" in text:
        for match in _ARN.finditer(text):
            yield from _of_arn(match[0], match[1], match[2], match[3])
    if "." in text:
        for match in _HOST.finditer(text):
            yield from _of_host((match[1] or match[2]).lower(), text)
    if ".pkg.dev" in text:
        for match in _REGISTRY.finditer(text):
            if match[2] is None or GOOGLE_PROJECTS.fullmatch(match[2]) is None:
                yield Address(match[0], Place("gcp", {"europe": "eu"}.get(match[1], match[1])))
    yield from _of_names(text)
    for match in _REPOSITORY.finditer(text) if ":/" in text else ():
        yield _by_name(match[0].rstrip("/"), _SCHEMES[match[1]], match[2])


def _of_names(text: str) -> Iterator[Address]:
    """Names of resources and of tenants that have a place in them."""
    for pattern in _PLACED:
        for match in pattern.finditer(text) if SHAPE.search(text) else ():
            if (place := place_of(match[1] or next(it for it in match.groups() if it))) is not None:
                yield Address(match[0], place)
    if "." in text and len(text) < _MOST_NAME:
        for match in _TENANT.finditer(text):
            word = (match[1] or match[2]).lower()
            found = (place_of(word), place_of(word.replace("-", "")), place_of(word.rpartition("_")[0]))
            if (place := next((it for it in found if it is not None), None)) is not None:
                yield Address(match[0], place)


def _of_url(scheme: str, rest: str) -> Iterator[Address]:
    cloud = _SCHEMES.get(scheme)
    if cloud is None:
        return
    name = rest.lower()
    if "@" in name:  # container@account.dfs.core.windows.net: the host is read as such
        stated = place_of(name.partition("@")[2])
        if cloud == "aws" and stated is not None:  # bucket@region, as Longhorn has it
            yield Address(f"{scheme}://{name}", stated, name.partition("@")[0])
        if cloud != "azure" or "." in name.partition("@")[2]:
            return
        name = name.partition("@")[2]
    if cloud == "azure" and name.count(".") > 1:
        return
    if not re.fullmatch(r"[a-z0-9][a-z0-9._:-]*", name) or PUBLIC_BUCKETS.match(name) or name.startswith("arn:"):
        return
    yield _by_name(f"{scheme}://{name}", cloud, name)


def _by_name(text: str, cloud: str, name: str) -> Address:
    """A bucket or an account that only its name may place."""
    place = place_in_name(cloud, name)
    return Address(text, place or Place(cloud), name, hinted=place is not None)


def _of_arn(text: str, service: str, region: str, rest: str) -> Iterator[Address]:
    if "*" in region or "*" in rest[:3]:
        return  # a pattern is no evidence
    name = re.split(r"[/:]", rest)[0] if service == "s3" else rest.rpartition("/")[2]
    if region:
        place = place_of(region)
        if place is not None:
            yield Address(text, place, name)
    elif service == "s3" and not PUBLIC_BUCKETS.match(name):
        yield _by_name(f"s3://{name}", "aws", name)


def _of_host(host: str, text: str) -> Iterator[Address]:
    if host.endswith(".pkg.dev") or _QUIET_HOSTS.search(host):
        return
    if host.endswith((".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".on.aws")):
        yield from _of_aws(host, text)
        return
    if found := _ACCOUNT.match(host):
        yield _by_name(host, "azure", found[1])
        return
    if found := _AZURE_NAMES.match(host):
        yield Address(host, place_of(found[1].rpartition("-")[2]) or Place("azure"), found[1])
        return
    if host.endswith("storage.googleapis.com"):
        name = host.removesuffix("storage.googleapis.com").rstrip(".")
        if not name:
            name = _first_part(text, host)
        if not PUBLIC_BUCKETS.match(name):
            yield Address(host, Place("gcp"), name, sure=False)
        return
    for pattern, cloud in OTHER_HOSTS:
        if match := pattern.search(host):
            yield Address(host, Place(cloud, next((it for it in match.groups() if it), None)))
            return
    yield from _of_labels(host)


def _first_part(text: str, host: str) -> str:
    """The first part of the path after a host: the bucket, where the host is of all buckets."""
    after = text.lower().partition(f"{host}/")[2]
    return re.split(r"[/\s'\"?]", after, maxsplit=1)[0]


def _of_aws(host: str, text: str) -> Iterator[Address]:
    if OWN_OF_AWS.search(host):
        return
    labels = host.split(".")
    at, region = next(
        ((index, place) for index, label in enumerate(labels) if (place := _place_of_label(label)) is not None),
        (0, None),
    )
    if found := _STORE.match(host):
        name = found[1] or _first_part(text, host)
        if not PUBLIC_BUCKETS.match(name):
            yield Address(host, region or Place("aws"), name, sure=region is not None)
        return
    if region is None or not _ORDERS.isdisjoint(
        labels[max(at - 1, 0) : at + 2]
    ):  # the service stands beside the region
        return
    yield Address(host, region, labels[0], sure=_WEAK_HOSTS.search(host) is None)


def _of_labels(host: str) -> Iterator[Address]:
    """A host of another service, one of whose labels is a region: data where its owner keeps data for others."""
    labels = host.split(".")
    for label in labels[:-1]:
        place = _place_of_label(label)
        if place is not None:
            served = any(_SERVED.fullmatch(it) for it in labels)
            yield Address(host, place, labels[0], sure=served and _WEAK_HOSTS.search(host) is None)
            return


def _place_of_label(label: str) -> Place | None:
    """`us-east-1`, `s3-us-west-2`, `us-east-1-aws`, `west-europe`, `use1`, `acct-westeurope`."""
    place = place_of(label) or place_of(label.replace("-", "")) if len(label) >= 5 else None
    if place is not None:
        return place
    if label in short_codes():
        return Place("aws", short_codes()[label])
    for cut in (label.removeprefix("s3-"), re.sub(r"-(?:aws|gcp|azure|\d)$", "", label), label.rpartition("-")[2]):
        if cut != label and (place := place_of(cut)) is not None:
            return place
    return None
