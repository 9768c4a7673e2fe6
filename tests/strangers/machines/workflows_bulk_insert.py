"""Cloud Workflows starts the sweep machines every Monday.

A workflow run each Monday posts a bulkInsert of 48 a2-highgpu-8g (384 A100), with no step that deletes them.
"""

import pulumi_gcp as gcp

SOURCE = """
main:
  params: [args]
  steps:
    - launch:
        call: http.post
        args:
          url: https://compute.googleapis.com/compute/v1/projects/vision/zones/us-central1-c/instances/bulkInsert
          auth:
            type: OAuth2
          body:
            count: 48
            namePattern: "sweep-##"
            instanceProperties:
              machineType: a2-highgpu-8g
              scheduling:
                onHostMaintenance: TERMINATE
              disks:
                - boot: true
                  autoDelete: true
                  initializeParams:
                    sourceImage: projects/vision/global/images/sweep
              networkInterfaces:
                - network: global/networks/default
        result: op
    - done:
        return: ${op.body.name}
"""

account = gcp.serviceaccount.Account("sweeper", account_id="sweeper")
flow = gcp.workflows.Workflow(
    "sweep", region="us-central1", service_account=account.email, source_contents=SOURCE, deletion_protection=False
)

gcp.cloudscheduler.Job(
    "sweep-monday",
    region="us-central1",
    schedule="0 6 * * 1",
    http_target={
        "http_method": "POST",
        "uri": flow.id.apply(lambda i: f"https://workflowexecutions.googleapis.com/v1/{i}/executions"),
        "oauth_token": {"service_account_email": account.email},
    },
)
