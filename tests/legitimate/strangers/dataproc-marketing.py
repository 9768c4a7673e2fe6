"""Small Dataproc cluster for the marketing analysts; removed after two idle hours."""

import pulumi
import pulumi_gcp as gcp

region = "us-central1"

staging = gcp.storage.Bucket(
    "dataproc-staging",
    location=region,
    uniform_bucket_level_access=True,
    lifecycle_rules=[
        gcp.storage.BucketLifecycleRuleArgs(
            action=gcp.storage.BucketLifecycleRuleActionArgs(type="Delete"),
            condition=gcp.storage.BucketLifecycleRuleConditionArgs(age=30),
        )
    ],
)
account = gcp.serviceaccount.Account("dataproc", account_id="dataproc-marketing")
worker = gcp.projects.IAMMember(
    "dataproc",
    project=gcp.config.project,
    role="roles/dataproc.worker",
    member=account.email.apply("serviceAccount:{}".format),
)

policy = gcp.dataproc.AutoscalingPolicy(
    "marketing",
    policy_id="marketing-small",
    location=region,
    worker_config=gcp.dataproc.AutoscalingPolicyWorkerConfigArgs(min_instances=2, max_instances=2),
    secondary_worker_config=gcp.dataproc.AutoscalingPolicySecondaryWorkerConfigArgs(max_instances=3),
    basic_algorithm=gcp.dataproc.AutoscalingPolicyBasicAlgorithmArgs(
        cooldown_period="240s",
        yarn_config=gcp.dataproc.AutoscalingPolicyBasicAlgorithmYarnConfigArgs(
            graceful_decommission_timeout="600s", scale_up_factor=0.5, scale_down_factor=1.0
        ),
    ),
)
cluster = gcp.dataproc.Cluster(
    "marketing",
    region=region,
    cluster_config=gcp.dataproc.ClusterClusterConfigArgs(
        staging_bucket=staging.name,
        autoscaling_config=gcp.dataproc.ClusterClusterConfigAutoscalingConfigArgs(policy_uri=policy.name),
        master_config=gcp.dataproc.ClusterClusterConfigMasterConfigArgs(
            num_instances=1,
            machine_type="n2-standard-4",
            disk_config=gcp.dataproc.ClusterClusterConfigMasterConfigDiskConfigArgs(boot_disk_size_gb=100),
        ),
        worker_config=gcp.dataproc.ClusterClusterConfigWorkerConfigArgs(
            num_instances=2,
            machine_type="n2-standard-4",
            disk_config=gcp.dataproc.ClusterClusterConfigWorkerConfigDiskConfigArgs(
                boot_disk_type="pd-balanced", boot_disk_size_gb=200
            ),
        ),
        preemptible_worker_config=gcp.dataproc.ClusterClusterConfigPreemptibleWorkerConfigArgs(
            num_instances=0, preemptibility="SPOT"
        ),
        gce_cluster_config=gcp.dataproc.ClusterClusterConfigGceClusterConfigArgs(
            service_account=account.email, internal_ip_only=True, subnetwork="default"
        ),
        software_config=gcp.dataproc.ClusterClusterConfigSoftwareConfigArgs(
            image_version="2.2-debian12", optional_components=["JUPYTER"]
        ),
        endpoint_config=gcp.dataproc.ClusterClusterConfigEndpointConfigArgs(enable_http_port_access=True),
        lifecycle_config=gcp.dataproc.ClusterClusterConfigLifecycleConfigArgs(idle_delete_ttl="7200s"),
    ),
    opts=pulumi.ResourceOptions(depends_on=[worker]),
)
pulumi.export("cluster", cluster.name)
