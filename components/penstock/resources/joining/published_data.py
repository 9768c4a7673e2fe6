"""Published data: a bucket of the program behind a content delivery network, sent to the internet by the GiB.

A network's own price says nothing of what it costs: each object is pulled out of its bucket, and sent to whoever asks, by the GiB.

Sources: pulumi-aws `cloudfront.Distribution` (`origins[].domainName`), pulumi-gcp `compute.BackendBucket` (`bucketName`,
`enableCdn`) and `networkservices.EdgeCacheOrigin` (`originAddress`), pulumi-azure-native `cdn.Endpoint` (`origins[].hostName`),
`cdn.AFDOrigin` and `cdn.Origin` (`hostName`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from penstock.resources.aws.type_tokens import BUCKETS
from penstock.resources.azure.type_tokens import STORAGE_ACCOUNT
from penstock.resources.facts import HandedOut
from penstock.resources.gcp.type_tokens import BUCKETS as GCP_BUCKETS
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, leaves
from penstock.resources.reading.inputs import Inputs, plain

_ORIGINS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "aws:cloudfront/distribution:Distribution": ("origins", BUCKETS),
    "azure-native:cdn:AFDOrigin": ("hostName", (STORAGE_ACCOUNT,)),
    "azure-native:cdn:Endpoint": ("origins", (STORAGE_ACCOUNT,)),
    "azure-native:cdn:Origin": ("hostName", (STORAGE_ACCOUNT,)),
    "gcp:compute/backendBucket:BackendBucket": ("bucketName", GCP_BUCKETS),
    "gcp:networkservices/edgeCacheOrigin:EdgeCacheOrigin": ("originAddress", GCP_BUCKETS),
}
"""Type -> the input that says where its data comes from, and the types of buckets that may be meant."""


def handed_out(resource: Resource, context: Context) -> Iterator[HandedOut]:
    """One fact for a resource that hands out a bucket of the program."""
    place, kinds = _ORIGINS.get(resource.type, ("", ()))
    inputs = Inputs(resource.inputs)
    if not place or inputs.flag("enableCdn") is False:
        return
    found = set(context.sources(resource, place, kinds))
    for text in leaves(inputs.raw(place)):
        # A bucket by its name, or as the host that it is: `NAME.s3.us-east-1.amazonaws.com`, `NAME.blob.core.windows.net`.
        names = (plain(text).removeprefix("gs://"), plain(text).partition(".")[0])
        found.update(urn for name in names if (urn := context.named(name, kinds)) is not None)
    if found:
        yield HandedOut(**context.base(resource), data=tuple(sorted(found)))
