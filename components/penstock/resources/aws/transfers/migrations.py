"""DataSync, DMS, Storage Gateway, S3 object copies, DynamoDB exports: what moves data from one place to another.

The ends are resources of the program or addresses that name a region. An end outside of AWS has no region: bytes that come from there
are not billed, bytes that go there leave for the internet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.aws.charges import Reader, by_use
from penstock.resources.aws.type_tokens import BUCKETS, STORES
from penstock.resources.facts import Fact, Free
from penstock.resources.reading.blocks import or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import COPIED, Region
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .data_addresses import addresses, bucket_of
from .egress import path, region_of, to_internet

_PLACES: Final[Mapping[str, str | None]] = {
    "aws:datasync/efsLocation:EfsLocation": "efsFileSystemArn",
    "aws:datasync/fsxOpenZfsFileSystem:FsxOpenZfsFileSystem": "fsxFilesystemArn",
    "aws:datasync/locationFsxLustre:LocationFsxLustre": "fsxFilesystemArn",
    "aws:datasync/locationFsxOntapFileSystem:LocationFsxOntapFileSystem": "storageVirtualMachineArn",
    "aws:datasync/locationFsxWindows:LocationFsxWindows": "fsxFilesystemArn",
    "aws:datasync/s3Location:S3Location": "s3BucketArn",
    "aws:datasync/locationAzureBlob:LocationAzureBlob": None,
    "aws:datasync/locationHdfs:LocationHdfs": None,
    "aws:datasync/locationObjectStorage:LocationObjectStorage": None,
    "aws:datasync/locationSmb:LocationSmb": None,
    "aws:datasync/nfsLocation:NfsLocation": None,
}
"""DataSync's locations, and the input that names the store in AWS; None: it is somewhere else."""

_MACHINES: Final = "aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine"


def _transfer(resource: Resource, context: Context) -> Iterable[Fact]:
    """DataSync bills each GiB that it copies, and the way between regions on top (DataSync pricing)."""
    yield by_use(resource, context, "datasync-gib")
    source, target = (_located(resource, context, name) for name in ("sourceLocationArn", "destinationLocationArn"))
    if target is None:
        yield from to_internet(resource, context, "a transfer out of AWS")
    elif source is not None:
        yield from path(resource, context, target, COPIED, "a DataSync task", source=source)


def _located(resource: Resource, context: Context, name: str) -> Region:
    """The region of the store behind a location; None when it is outside of AWS."""
    found = context.referred(resource, name, resource.inputs.get(name), tuple(_PLACES))
    if len(found) != 1:
        return UNKNOWN
    location = context.by_urn[found[0]]
    store = _PLACES[location.type]
    if store is None:
        return None
    types = (*BUCKETS, *STORES, _MACHINES)
    return region_of(location, context, store, _bucket_name(location.inputs.get(store)), types)


def _bucket_name(value: Value) -> Value:
    """The name in a bucket's ARN, by which the program's own is found; anything else as it is."""
    return plain(value).rpartition(":::")[2] if isinstance(value, str) and ":::" in plain(value) else value


_ENDPOINTS: Final = ("aws:dms/endpoint:Endpoint", "aws:dms/s3Endpoint:S3Endpoint")


def _migration(sku: str | None) -> Reader:
    """DMS reads from one endpoint and writes to the other. Nothing is said of ends whose address names no region: they may be anywhere,
    a data centre too. `sku` None: the instance that runs it bills."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield Free(**context.base(resource)) if sku is None else by_use(resource, context, sku)
        own = or_unknown(context.base(resource)["region"])
        for source in _ends(resource, context, "sourceEndpointArn"):
            yield from path(resource, context, own, COPIED, "a migration's source", source=source)
        for target in _ends(resource, context, "targetEndpointArn"):
            yield from path(resource, context, target, COPIED, "a migration's target")

    return read


def _ends(resource: Resource, context: Context, name: str) -> Iterable[Maybe[str]]:
    """The region of an endpoint's database or bucket, where one is said."""
    for urn in context.referred(resource, name, resource.inputs.get(name), _ENDPOINTS):
        endpoint = context.by_urn[urn]
        inputs = Inputs(endpoint.inputs)
        server = inputs.text("serverName")
        regions = [region for _, region in addresses(plain(server)) if region] if isinstance(server, str) else []
        stores = context.sources(endpoint, "serverName", STORES) if isinstance(server, Unknown) else ()
        bucket = inputs.raw("bucketName")
        stores += () if bucket is None else bucket_of(endpoint, context, "bucketName", bucket)
        yield from regions
        yield from (or_unknown(context.base(context.by_urn[it])["region"]) for it in stores)
        if isinstance(server, Unknown) and not stores:
            yield UNKNOWN


def _bucket_region(resource: Resource, context: Context, name: str, value: Value) -> Maybe[str]:
    found = bucket_of(resource, context, name, value)
    return or_unknown(context.base(context.by_urn[found[0]])["region"]) if len(found) == 1 else UNKNOWN


def _object_copy(resource: Resource, context: Context) -> Iterable[Fact]:
    """One object, from the bucket in `source` (`bucket/key`) to another (pulumi-aws, s3.ObjectCopy)."""
    yield Free(**context.base(resource))
    inputs = Inputs(resource.inputs)
    source = inputs.text("source")
    name = plain(source).partition("/")[0] if isinstance(source, str) else UNKNOWN
    start = _bucket_region(resource, context, "source", name)
    target = _bucket_region(resource, context, "bucket", inputs.raw("bucket"))
    yield from path(resource, context, target, COPIED, "a copy of an object", source=start)


def _export(resource: Resource, context: Context) -> Iterable[Fact]:
    """A table's export goes to any bucket (DynamoDB developer guide, Requesting a table export): told where the program has it."""
    yield by_use(resource, context, "dynamodb-export-gib")
    for urn in bucket_of(resource, context, "s3Bucket", resource.inputs.get("s3Bucket")):
        region = or_unknown(context.base(context.by_urn[urn])["region"])
        yield from path(resource, context, region, COPIED, "a table's export")


def _inventory(resource: Resource, context: Context) -> Iterable[Fact]:
    """Systems Manager's inventory of machines, to the bucket of one region."""
    yield Free(**context.base(resource))
    region = or_unknown(text_at(Inputs(resource.inputs), "s3Destination", "region"))
    yield from path(resource, context, region, COPIED, "a resource data sync")


def _file_share(resource: Resource, context: Context) -> Iterable[Fact]:
    """Files of a gateway are objects of a bucket, which may be in another region (Storage Gateway pricing)."""
    yield by_use(resource, context, "storage-gateway-written-gib")
    region = Inputs(resource.inputs).text("bucketRegion")
    yield from path(resource, context, region, COPIED, "a file share's bucket")


MOVES: Final[Mapping[str, Reader]] = {
    "aws:datasync/task:Task": _transfer,
    "aws:dms/replicationConfig:ReplicationConfig": _migration("dms-capacity-unit-hour"),
    "aws:dms/replicationTask:ReplicationTask": _migration(None),
    "aws:dynamodb/tableExport:TableExport": _export,
    "aws:s3/objectCopy:ObjectCopy": _object_copy,
    "aws:ssm/resourceDataSync:ResourceDataSync": _inventory,
    "aws:storagegateway/nfsFileShare:NfsFileShare": _file_share,
    "aws:storagegateway/smbFileShare:SmbFileShare": _file_share,
}
