"""Databricks job that fine-tunes the document model every day.

Databricks job that runs daily on a new cluster autoscaling from 8 to 32 p4d.24xlarge workers.
"""

import pulumi

notebook_path = "/Shared/finetune/main"

job = pulumi.CustomResource(
    "databricks:index/job:Job",
    "finetune-job",
    {
        "name": "finetune documents",
        "maxConcurrentRuns": 1,
        "schedule": {"quartzCronExpression": "0 0 6 * * ?", "timezoneId": "UTC"},
        "tasks": [
            {
                "taskKey": "train",
                "notebookTask": {"notebookPath": notebook_path, "baseParameters": {"epochs": "2"}},
                "newCluster": {
                    "sparkVersion": "15.4.x-gpu-ml-scala2.12",
                    "nodeTypeId": "p4d.24xlarge",
                    "driverNodeTypeId": "m5.4xlarge",
                    "autoscale": {"minWorkers": 8, "maxWorkers": 32},
                    "awsAttributes": {"availability": "ON_DEMAND", "zoneId": "us-east-1a"},
                },
            }
        ],
        "emailNotifications": {"onFailures": ["ml-oncall@vision.dev"]},
    },
)
permissions = pulumi.CustomResource(
    "databricks:index/permissions:Permissions",
    "finetune-permissions",
    {
        "jobId": job.id,
        "accessControls": [{"groupName": "ml", "permissionLevel": "CAN_MANAGE_RUN"}],
    },
)
pulumi.export("job", job.id)
