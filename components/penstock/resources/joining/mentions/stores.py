"""What the program itself keeps data in, and where: buckets, accounts, registries, databases, streams, file systems, data sets.

Known by its URN to what was computed from it, and by its own name to a text that has the name: a bucket's name is one in the world, so
that it is meant wherever it stands; a name of anything else is one of its service only, and is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from penstock.regex import regex
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, names_of
from penstock.resources.reading.inputs import Inputs, plain

from .home import home_of
from .words import OTHER_CLOUDS, Place

_AWS: Final = (
    r"s3/(?:bucket(?:V2)?|directoryBucket|vectorsVectorBucket)|s3tables/tableBucket|dynamodb/(?:table|globalTable)|ecr/repository"
    r"|efs/(?:fileSystem|accessPoint|mountTarget)|fsx/(?:\w+FileSystem|ontapVolume|openZfsVolume|fileCache|ontapStorageVirtualMachine)"
    r"|rds/(?:cluster|instance|clusterInstance|proxy|snapshot|clusterSnapshot)|docdb/cluster|neptune/cluster|redshift/cluster"
    r"|redshiftserverless/(?:workgroup|namespace)|opensearch/(?:domain|serverlessCollection)|elasticsearch/domain"
    r"|elasticache/(?:cluster|replicationGroup|serverlessCache)|memorydb/cluster|kinesis/(?:stream|firehoseDeliveryStream|videoStream)"
    r"|msk/(?:cluster|serverlessCluster)|mq/broker|timestreamwrite/(?:database|table)|timestreaminfluxdb/\w+|keyspaces/table|qldb/ledger"
    r"|cloudwatch/eventBus|sagemaker/(?:model|featureGroup|modelPackageGroup)|dsql/cluster"
)
_GCP: Final = (
    r"storage/bucket|bigquery/(?:dataset|table)|sql/(?:databaseInstance|database)|spanner/(?:instance|database)|bigtable/(?:instance|table)"
    r"|redis/(?:instance|cluster)|memcache/instance|memorystore/instance|alloydb/(?:cluster|instance)|filestore/instance|artifactregistry/repository"
    r"|firestore/database|managedkafka/cluster|netapp/(?:volume|storagePool)|dataplex/(?:lake|zone)|healthcare/(?:dataset|fhirStore|dicomStore)"
    r"|vertex/(?:aiFeature\w*|aiDataset|aiIndex\w*)|lustre/instance|parallelstore/instance|logging/\w+BucketConfig|pubsub/liteTopic|oracledatabase/autonomousDatabase"
)
_AZURE: Final = (
    r"storage:(?:StorageAccount|BlobContainer|FileShare|Blob)|containerregistry:Registry|sql:(?:Server|Database|ManagedInstance|ElasticPool)"
    r"|dbfor(?:postgresql|mysql|mariadb):(?:Server|FlexibleServer|Cluster|ServerGroupCluster)|(?:documentdb|cosmosdb):(?:DatabaseAccount|MongoCluster)"
    r"|(?:cache|redis):Redis|redisenterprise:RedisEnterprise|eventhub:(?:Namespace|EventHub)|servicebus:Namespace|kusto:(?:Cluster|Database|ReadWriteDatabase)"
    r"|synapse:(?:Workspace|SqlPool|BigDataPool)|search:Service|netapp:(?:CapacityPoolVolume|Volume)|elasticsan:\w+|databricks:Workspace|datalakestore:Account"
    r"|hdinsight:Cluster|operationalinsights:(?:Workspace|Cluster)|eventgrid:(?:Topic|Domain|Namespace)|monitor:AzureMonitorWorkspace|storagecache:\w+"
)
_OTHERS: Final = (
    r"mongodbatlas:index/(?:cluster|advancedCluster)|confluentcloud:index/kafkaCluster|snowflake:index/(?:database|externalVolume)|databricks:index/externalLocation"
    r"|digitalocean:index/(?:spacesBucket|databaseCluster)|aiven:index/\w+|rediscloud:index/\w+|ec:index/deployment"
    rf"|(?:{'|'.join(OTHER_CLOUDS)}):[\w/]*/(?:\w*[bB]ucket\w*|\w*[dD]atabase\w*|\w*[vV]olume\w*|\w*[fF]ile\w*|\w*[rR]egistry\w*|\w*[kK]afka\w*)"
)
_STORE: Final = regex(
    rf"(?:aws:(?:{_AWS}):|aws-native:(?:s3:Bucket|dynamodb:Table|ecr:Repository|efs:FileSystem|rds:DB(?:Cluster|Instance)|kinesis:Stream|redshift:Cluster)$"
    rf"|gcp:(?:{_GCP}):|azure-native:(?:{_AZURE})$|(?:{_OTHERS}):)"
)
_UNIQUE: Final = regex(
    r"s3/bucket|s3:Bucket|storage/bucket|storage:StorageAccount|containerregistry:Registry|spacesBucket"
)
"""Stores whose name is one in the world."""

_NAMED: Final = regex(
    r"ecr/repository|bigquery/dataset|sql/databaseInstance|artifactregistry/repository|kinesis/stream|dynamodb/table|kusto:Cluster|eventhub:Namespace"
)
_PLACEHOLDER: Final = regex(r"[<{\[]")
_WORD: Final = regex(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Store:
    """One of them. `name`: as a text calls it; empty where no text is known to."""

    resource: Resource
    place: Place
    name: str

    @property
    def part_of(self) -> str:
        """The package and the module of its type, which its own parts share."""
        package, _, rest = self.resource.type.partition(":")
        return f"{package}:{rest.partition('/')[0].partition(':')[0]}"


@dataclass(frozen=True, slots=True)
class Stores:
    """All of a program. `by_word`: the names that are one in the world, by the first word of each. `places`: where they are."""

    by_urn: Mapping[str, Store]
    by_name: Mapping[str, Store]
    of_service: Mapping[str, Store]
    by_word: Mapping[str, tuple[str, ...]]
    places: frozenset[Place]

    def may_stand_in(self, lower: str) -> bool:
        """The quick question: whether a text has a word that one of their names begins with."""
        return bool(self.by_word) and not self.by_word.keys().isdisjoint(_WORD.findall(lower))

    def named_in(self, lower: str) -> Iterator[Store]:
        """Each whose name stands in a text by itself: looked up by the text's words, not by trying every name."""
        for word in dict.fromkeys(_WORD.findall(lower)) if self.by_word else ():
            for name in self.by_word.get(word, ()):
                if name == word or _stands(name, lower):
                    yield self.by_name[name]


def stores_of(context: Context) -> Stores:
    """The program's stores of data whose place is known."""
    by_urn: dict[str, Store] = {}
    by_name: dict[str, Store] = {}
    of_service: dict[str, Store] = {}
    for resource in context.capture.resources:
        if _STORE.match(resource.type) is None:
            continue
        place = home_of(resource, context)
        if place is None:
            continue
        names = [it for it in _names(resource) if len(it) > 2]
        store = Store(resource, place, names[0] if names else "")
        by_urn[resource.urn] = store
        if _UNIQUE.search(resource.type):
            by_name.update((it.lower(), store) for it in names)
        elif _NAMED.search(resource.type):
            of_service.update((it.lower(), store) for it in names)
    return Stores(by_urn, by_name, of_service, _by_word(by_name), frozenset(it.place for it in by_urn.values()))


def _by_word(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        word = _WORD.search(name)
        if word is not None:
            found[word[0]] = (*found.get(word[0], ()), name)
    return found


def _stands(name: str, text: str) -> bool:
    """Whether a name of several words (`logs.example.com`) stands in a text by itself."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None


def _names(resource: Resource) -> tuple[str, ...]:
    """Its physical names; an ARN or an id is found by its own shape."""
    inputs = Inputs(resource.inputs)
    extra = [
        inputs.text(key)
        for key in ("accountName", "registryName", "datasetId", "repositoryId", "clusterName", "namespaceName")
    ]
    found = [*names_of(resource), *(plain(it) for it in extra if isinstance(it, str))]
    return tuple(dict.fromkeys(it for it in found if "/" not in it and ":" not in it and not _PLACEHOLDER.search(it)))
