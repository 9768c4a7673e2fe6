"""Workflow that fans a molecule library out over Batch.

Workflow that submits Batch jobs with 5000 parallel tasks on c3-highcpu-176 machines.
"""

import pulumi
import pulumi_gcp as gcp

SOURCE = """
main:
  params: [args]
  steps:
    - submit:
        call: googleapis.batch.v1.projects.locations.jobs.create
        args:
          parent: projects/vision/locations/us-central1
          jobId: ${"dock-" + args.library}
          body:
            taskGroups:
              - taskCount: 5000
                parallelism: 1000
                taskSpec:
                  maxRunDuration: 86400s
                  computeResource:
                    cpuMilli: 176000
                    memoryMib: 340000
                  runnables:
                    - container:
                        imageUri: us-central1-docker.pkg.dev/vision/chem/dock:1.9
            allocationPolicy:
              instances:
                - policy:
                    machineType: c3-highcpu-176
                    provisioningModel: STANDARD
            logsPolicy:
              destination: CLOUD_LOGGING
        result: job
    - done:
        return: ${job.name}
"""

runner = gcp.serviceaccount.Account("dock-runner", account_id="dock-runner")
for short in ("batch.jobsEditor", "iam.serviceAccountUser"):
    gcp.projects.IAMMember(
        f"dock-{short}",
        project="vision",
        role=f"roles/{short}",
        member=runner.email.apply(lambda e: f"serviceAccount:{e}"),
    )
flow = gcp.workflows.Workflow(
    "docking-flow",
    region="us-central1",
    service_account=runner.email,
    source_contents=SOURCE,
    deletion_protection=False,
)
pulumi.export("workflow", flow.name)
