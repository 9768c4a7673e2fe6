"""Game replays: OSS replication from Virginia to Hangzhou.

OSS bucket replication copies all (also historical) game replays from Alibaba us-east-1 to cn-hangzhou.
"""

import pulumi

REGIONS = {"replays-us": "us-east-1", "replays-cn": "cn-hangzhou"}

providers = {n: pulumi.ProviderResource("alicloud", f"ali-{r}", {"region": r}) for n, r in REGIONS.items()}
buckets = {
    name: pulumi.CustomResource(
        "alicloud:oss/bucket:Bucket",
        name,
        {"bucket": f"acme-{name}", "acl": "private"},
        pulumi.ResourceOptions(provider=providers[name]),
    )
    for name in REGIONS
}

pulumi.CustomResource(
    "alicloud:oss/bucketReplication:BucketReplication",
    "replays-to-hangzhou",
    {
        "bucket": buckets["replays-us"].id,
        "action": "ALL",
        "historicalObjectReplication": "enabled",
        "prefixSet": {"prefixes": ["replays/", "thumbnails/"]},
        "destination": {"bucket": buckets["replays-cn"].id, "location": f"oss-{REGIONS['replays-cn']}"},
    },
    pulumi.ResourceOptions(provider=providers["replays-us"]),
)
