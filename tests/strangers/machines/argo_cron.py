"""Argo Workflows cron entry for the nightly hyper-parameter sweep.

Argo CronWorkflow that starts 64 parallel pods of 4 A100 GPUs (256 GPUs) every night.
"""

import pulumi
from pulumi_kubernetes.apiextensions import CustomResource
from pulumi_kubernetes.core.v1 import Namespace, ServiceAccount

ns = Namespace("sweeps", metadata={"name": "sweeps"})
sa = ServiceAccount("sweeper", metadata={"name": "sweeper", "namespace": "sweeps"})

trial = {
    "name": "trial",
    "inputs": {"parameters": [{"name": "seed"}]},
    "nodeSelector": {"accelerator": "nvidia-a100-80gb"},
    "container": {
        "image": "registry.vision.dev/sweep:nightly",
        "command": ["torchrun", "--nproc-per-node=4", "trial.py"],
        "args": ["--seed", "{{inputs.parameters.seed}}"],
        "resources": {"limits": {"nvidia.com/gpu": 4, "cpu": "48", "memory": "400Gi"}},
    },
}
sweep = CustomResource(
    "nightly-sweep",
    api_version="argoproj.io/v1alpha1",
    kind="CronWorkflow",
    metadata={"name": "nightly-sweep", "namespace": "sweeps"},
    spec={
        "schedule": "0 19 * * *",
        "timezone": "America/Chicago",
        "concurrencyPolicy": "Replace",
        "workflowSpec": {
            "entrypoint": "all",
            "serviceAccountName": "sweeper",
            "parallelism": 64,
            "templates": [
                {
                    "name": "all",
                    "steps": [
                        [
                            {
                                "name": "trials",
                                "template": "trial",
                                "withSequence": {"count": "64"},
                                "arguments": {"parameters": [{"name": "seed", "value": "{{item}}"}]},
                            }
                        ]
                    ],
                },
                trial,
            ],
        },
    },
    opts=pulumi.ResourceOptions(depends_on=[ns, sa]),
)
pulumi.export("sweep", sweep.metadata["name"])
