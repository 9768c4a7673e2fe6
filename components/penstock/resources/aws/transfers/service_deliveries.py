"""Firehose, CodePipeline and others: data that a service delivers to buckets, other regions or the internet.

A bucket of the program in another region is told; of a bucket that is not in the program nothing is said, for most deliveries stay
where they are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, lowered
from penstock.resources.aws.type_tokens import BUCKETS
from penstock.resources.facts import Fact, Free
from penstock.resources.reading.blocks import each_block, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, leaves
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import COPIED, RECEIVED, Region
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .egress import path, to_internet


def _regions(resource: Resource, context: Context, *names: str) -> tuple[Region, ...]:
    """Where the program's buckets are that the inputs `names` mean, by ARN, by address, or as what they were made from."""
    regions: dict[Region, None] = {}
    for name in names:
        texts = [plain(text) for text in leaves(resource.inputs.get(name))]
        called = [it.partition("://")[2].partition("/")[0] if "://" in it else it.rpartition(":::")[2] for it in texts]
        found = {urn for it in called if (urn := context.named(it, BUCKETS)) is not None}
        found.update(context.sources(resource, name, BUCKETS))
        regions.update((context.base(context.by_urn[urn])["region"], None) for urn in sorted(found))
    return tuple(regions)


def _into_buckets(resource: Resource, context: Context, *names: str) -> Iterable[Fact]:
    for region in _regions(resource, context, *names):
        yield from path(resource, context, region, COPIED, "what it delivers to a bucket")


def _linked(resource: Resource, context: Context) -> Iterable[Fact]:
    """A bucket's objects are files of a file system; it may be in another region, unless its new objects are imported by themselves
    (FSx for Lustre user guide, Automatically import updates from your S3 bucket)."""
    base = context.base(resource)
    yield Free(**base)
    for region in _regions(resource, context, "dataRepositoryPath"):
        if base["region"] is not None:
            yield from path(resource, context, base["region"], COPIED, "a bucket's files", source=region)


def _delivers(skus: tuple[str, ...], *names: str) -> Reader:
    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield from (by_use(resource, context, sku) for sku in skus)
        yield from _into_buckets(resource, context, *names)

    return read


_OUTSIDE: Final = ("http_endpoint", "splunk", "snowflake")
"""Firehose's destinations that are reached over the internet (pulumi-aws, kinesis.FirehoseDeliveryStream, `destination`)."""


def _firehose(resource: Resource, context: Context) -> Iterable[Fact]:
    yield by_use(resource, context, "firehose-gib")
    destination = Inputs(resource.inputs).text("destination")
    if destination in _OUTSIDE or isinstance(destination, Unknown):
        yield from to_internet(resource, context, "a stream to an endpoint on the internet")
    yield from _into_buckets(resource, context, *(it for it in resource.inputs if it.endswith("Configuration")))


def _pipeline(resource: Resource, context: Context) -> Iterable[Fact]:
    """Artifacts are copied to each region that an action runs in, which has a store of its own (CodePipeline user guide, Add a
    cross-Region action)."""
    yield by_use(resource, context, "codepipeline-minute")
    inputs = Inputs(resource.inputs)
    regions: dict[Region, None] = {text_at(store, "region"): None for store in each_block(inputs, "artifactStores")}
    for stage in each_block(inputs, "stages"):
        for action in (UNKNOWN,) if isinstance(stage, Unknown) else each_block(stage, "actions"):
            regions[text_at(action, "region")] = None
    for region in regions:
        yield from path(resource, context, region, COPIED, "a pipeline's artifacts")


def _broadcast(resource: Resource, context: Context) -> Iterable[Fact]:
    """MediaLive by the hour that a channel runs; an output that is no bucket and no service of AWS is pushed to the internet."""
    inputs = Inputs(resource.inputs)
    kind = inputs.text("channelClass")
    yield by_use(resource, context, f"medialive-{lowered(kind) if isinstance(kind, str) else 'channel'}-hour")
    urls: list[Maybe[str] | None] = []
    for destination in each_block(inputs, "destinations"):
        settings = (UNKNOWN,) if isinstance(destination, Unknown) else each_block(destination, "settings")
        urls += [text_at(it, "url") for it in settings]
    if any(url is not None and (isinstance(url, Unknown) or not _in_aws(plain(url))) for url in urls):
        yield from to_internet(resource, context, "a stream that is pushed to the internet")


def _in_aws(url: str) -> bool:
    return url.startswith(("s3://", "s3ssl://", "mediastoressl://")) or ".amazonaws.com" in url


def _asks(*places: tuple[str, ...], sku: str | None = None) -> Reader:
    """Something that asks data in the region that an input at one of `places` names, and gets the answer."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield Free(**context.base(resource)) if sku is None else by_use(resource, context, sku)
        own = context.base(resource)["region"]
        for region in dict.fromkeys(text_at(Inputs(resource.inputs), *place) for place in places):
            if region is not None and own is not None:
                yield from path(resource, context, own, RECEIVED, "data that is asked elsewhere", source=region)

    return read


def _report(resource: Resource, context: Context) -> Iterable[Fact]:
    """The report's own bucket is where it says, however far from us-east-1, where the report is made (Data Exports user guide)."""
    yield Free(**context.base(resource))
    yield from path(resource, context, Inputs(resource.inputs).text("s3Region"), COPIED, "a cost and usage report")


DELIVERIES: Final[Mapping[str, Callable[[Resource, Context], Iterable[Fact]]]] = {
    "aws:appsync/dataSource:DataSource": _asks(
        ("dynamodbConfig", "region"),
        ("elasticsearchConfig", "region"),
        ("opensearchserviceConfig", "region"),
        ("relationalDatabaseConfig", "httpEndpointConfig", "region"),
    ),
    "aws:codepipeline/pipeline:Pipeline": _pipeline,
    "aws:cur/reportDefinition:ReportDefinition": _report,
    "aws:ec2/flowLog:FlowLog": _delivers(("vended-log-gib",), "logDestination"),
    "aws:fsx/dataRepositoryAssociation:DataRepositoryAssociation": _linked,
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": _firehose,
    "aws:medialive/channel:Channel": _broadcast,
    "aws:msk/channel:Channel": _delivers(("msk-channel-gib",), "s3Destination", "icebergDestination"),
    "aws:transfer/workflow:Workflow": _delivers(("transfer-workflow-step",), "steps", "onExceptionSteps"),
}
