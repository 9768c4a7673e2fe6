"""Fraud graph with a reading copy for the Brazilian analysts.

Neptune Global Database replicates the fraud graph's storage from us-east-1 to a secondary cluster in sa-east-1.
"""

import pulumi
import pulumi_aws as aws

ENGINE = {"engine": "neptune", "engine_version": "1.3.2.1"}

fraud = aws.neptune.GlobalCluster("fraud", global_cluster_identifier="fraud", storage_encrypted=True, **ENGINE)


def site(name, count, opts=None):
    cluster = aws.neptune.Cluster(
        name,
        cluster_identifier=name,
        global_cluster_identifier=fraud.id,
        neptune_subnet_group_name="private",
        skip_final_snapshot=True,
        storage_encrypted=True,
        opts=opts,
        **ENGINE,
    )
    for n in range(count):
        aws.neptune.ClusterInstance(
            f"{name}-{n}", cluster_identifier=cluster.id, instance_class="db.r6g.2xlarge", engine="neptune", opts=opts
        )
    return cluster


primary = site("fraud-primary", 2)
brazil = aws.Provider("brazil", region="sa-east-1")
site("fraud-brazil", 1, pulumi.ResourceOptions(provider=brazil, depends_on=[primary]))
