"""A Redis cache and a task queue, of ordinary size."""

import pulumi_gcp as gcp

gcp.redis.Instance("sessions", region="europe-west4", memory_size_gb=1, tier="BASIC")
gcp.cloudtasks.Queue(
    "mails",
    location="europe-west4",
    rate_limits={"max_concurrent_dispatches": 5, "max_dispatches_per_second": 10},
    retry_config={"max_attempts": 5},
)
