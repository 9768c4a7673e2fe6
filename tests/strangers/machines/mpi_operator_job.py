"""NCCL-scale pretraining by the MPI operator.

An MPIJob of 32 workers with 8 GPUs each on p5.48xlarge nodes (256 H100).
"""

import pulumi_kubernetes as k8s

NODES, GPUS = 32, 8

job = k8s.apiextensions.CustomResource(
    "pretrain",
    api_version="kubeflow.org/v2beta1",
    kind="MPIJob",
    metadata={"name": "pretrain", "namespace": "train"},
    spec={
        "slotsPerWorker": GPUS,
        "runPolicy": {"cleanPodPolicy": "Running"},
        "mpiReplicaSpecs": {
            "Launcher": {
                "replicas": 1,
                "template": {
                    "spec": {
                        "containers": [
                            {
                                "name": "launcher",
                                "image": "nvcr.io/nvidia/nemo:25.02",
                                "command": ["mpirun", "-np", str(NODES * GPUS), "python", "pretrain.py"],
                            }
                        ]
                    }
                },
            },
            "Worker": {
                "replicas": NODES,
                "template": {
                    "spec": {
                        "nodeSelector": {"node.kubernetes.io/instance-type": "p5.48xlarge"},
                        "containers": [
                            {
                                "name": "worker",
                                "image": "nvcr.io/nvidia/nemo:25.02",
                                "resources": {"limits": {"nvidia.com/gpu": GPUS, "vpc.amazonaws.com/efa": 32}},
                            }
                        ],
                    }
                },
            },
        },
    },
)
