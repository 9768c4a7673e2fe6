"""Autopilot: no pools, the pods say what they need.

A Deployment on Autopilot of 10 pods with 4 A100 80GB each, for which Autopilot rents the nodes.
"""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

autopilot = gcp.container.Cluster("serve", location="us-central1", enable_autopilot=True, deletion_protection=False)

prov = k8s.Provider("serve", kubeconfig=pulumi.Output.format("cluster: {0}", autopilot.endpoint))
opts = pulumi.ResourceOptions(provider=prov)

labels = {"app": "mixtral"}
deployment = k8s.apps.v1.Deployment(
    "mixtral",
    spec=k8s.apps.v1.DeploymentSpecArgs(
        replicas=10,
        selector=k8s.meta.v1.LabelSelectorArgs(match_labels=labels),
        template=k8s.core.v1.PodTemplateSpecArgs(
            metadata=k8s.meta.v1.ObjectMetaArgs(labels=labels),
            spec=k8s.core.v1.PodSpecArgs(
                node_selector={
                    "cloud.google.com/gke-accelerator": "nvidia-a100-80gb",
                    "cloud.google.com/compute-class": "Accelerator",
                },
                containers=[
                    k8s.core.v1.ContainerArgs(
                        name="vllm",
                        image="vllm/vllm-openai:v0.8.5",
                        args=["--model", "mistralai/Mixtral-8x22B-Instruct-v0.1", "--tensor-parallel-size", "4"],
                        resources=k8s.core.v1.ResourceRequirementsArgs(limits={"nvidia.com/gpu": "4"}),
                    )
                ],
            ),
        ),
    ),
    opts=opts,
)

pulumi.export("deployment", deployment.metadata["name"])
