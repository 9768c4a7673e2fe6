"""EMR Serverless application that the feature team submits Spark jobs to.

EMR Serverless with 150 pre-initialised workers of 16 vCPU/108 GB that never stop by themselves and a maximum of 8000 vCPU.
"""

import pulumi
import pulumi_aws as aws

app = aws.emrserverless.Application(
    "feature-spark",
    name="feature-spark",
    type="spark",
    release_label="emr-7.5.0",
    architecture="X86_64",
    initial_capacities=[
        {
            "initial_capacity_type": "Driver",
            "initial_capacity_config": {
                "worker_count": 4,
                "worker_configuration": {"cpu": "8 vCPU", "memory": "48 GB"},
            },
        },
        {
            "initial_capacity_type": "Executor",
            "initial_capacity_config": {
                "worker_count": 150,
                "worker_configuration": {"cpu": "16 vCPU", "memory": "108 GB", "disk": "200 GB"},
            },
        },
    ],
    maximum_capacity={"cpu": "8000 vCPU", "memory": "54000 GB", "disk": "200000 GB"},
    auto_start_configuration={"enabled": True},
    auto_stop_configuration={"enabled": False},
    tags={"team": "features"},
)
logs = aws.cloudwatch.LogGroup("feature-spark-logs", name="/emr/feature-spark", retention_in_days=14)

pulumi.export("application", app.id)
pulumi.export("logs", logs.name)
