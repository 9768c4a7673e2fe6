"""Feature cluster with an autoscaling policy.

A Dataproc cluster of 10 n2d-highmem-96 workers and 200 non-preemptible secondary ones, which a policy lets grow to 600.
"""

import pulumi
import pulumi_gcp as gcp

policy = gcp.dataproc.AutoscalingPolicy(
    "wide",
    policy_id="wide",
    location="us-central1",
    worker_config={"min_instances": 2, "max_instances": 10},
    secondary_worker_config={"min_instances": 0, "max_instances": 600},
    basic_algorithm={
        "cooldown_period": "120s",
        "yarn_config": {"graceful_decommission_timeout": "600s", "scale_up_factor": 1.0, "scale_down_factor": 0.5},
    },
)

cluster = gcp.dataproc.Cluster(
    "features",
    name="features",
    region="us-central1",
    cluster_config={
        "autoscaling_config": {"policy_uri": policy.name},
        "software_config": {"image_version": "2.2-debian12"},
        "master_config": {"num_instances": 1, "machine_type": "n2-standard-8"},
        "worker_config": {"num_instances": 10, "machine_type": "n2d-highmem-96"},
        "preemptible_worker_config": {"num_instances": 200, "preemptibility": "NON_PREEMPTIBLE"},
    },
)

pulumi.export("cluster", cluster.name)
