"""Inputs that readers of this cloud need beside the door that is tried: type -> inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from penstock.resources.reading.values import Value

_ENVIRONMENT: Final[Mapping[str, Value]] = {"machineType": "n1-standard-8"}

GCP: Final[Mapping[str, Mapping[str, Value]]] = {
    # Where the workers are is only said of workers that are.
    "gcp:dataflow/pipeline:Pipeline": {
        "workload": {
            "dataflowFlexTemplateRequest": {"launchParameter": {"environment": _ENVIRONMENT}},
            "dataflowLaunchTemplateRequest": {"launchParameters": {"environment": _ENVIRONMENT}},
        }
    },
    # A GPU of Vertex AI is one of a machine of a series that has none of its own.
    "gcp:colab/schedule:Schedule": {
        "createNotebookExecutionJobRequest": {
            "notebookExecutionJob": {
                "customEnvironmentSpec": {
                    "machineSpec": {"machineType": "n1-standard-8", "acceleratorType": "NVIDIA_TESLA_T4"}
                }
            }
        }
    },
    # A setting that is read as soon as there is a region in it: the copies are of what stays up.
    "gcp:cloudrunv2/service:Service": {
        "scaling": {"minInstanceCount": 1},
        "template": {"containers": [{"image": "i", "envs": [{"name": "DATA", "value": "gs://other"}]}]},
    },
}
