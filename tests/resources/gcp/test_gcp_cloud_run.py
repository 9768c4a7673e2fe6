"""Cloud Run: what a service bills by its template, in every form that one is written."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN

from .gcp_program import charges, facts, resource

RUN = "gcp:cloudrunv2/service:Service"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (
            {"containers": [{"image": "x"}]},
            {"cloud-run-vcpu-second": None, "cloud-run-gib-second": None, "cloud-run-request": None},
        ),
        (
            {
                "containers": [{"resources": {"cpuIdle": False, "limits": {"cpu": "500m", "memory": "512Mi"}}}],
                "scaling": {"minInstanceCount": 2},
            },
            {
                "cloud-run-always-vcpu-second": Decimal(730 * 3600),
                "cloud-run-always-gib-second": Decimal(730 * 3600),
            },
        ),
        (
            {
                "containers": [{"resources": {"cpuIdle": False, "limits": {"cpu": UNKNOWN}}}],
                "scaling": {"minInstanceCount": 1},
            },
            {
                "cloud-run-always-vcpu-second": UNKNOWN,
                "cloud-run-always-gib-second": Decimal(730 * 1800),
            },
        ),
    ],
)
def test_what_a_service_bills(template: dict[str, Any], expected: dict[str, object]) -> None:
    assert charges(resource(RUN, "api", {"location": "us-east1", "template": template})) == expected


L4: dict[str, Any] = {
    "containers": [{"resources": {"limits": {"cpu": "4", "memory": "16Gi", "nvidia.com/gpu": "1"}}}],
    "nodeSelector": {"accelerator": "nvidia-l4"},
}
OLD_L4 = {"spec": {"containers": L4["containers"], "nodeSelector": {"run.googleapis.com/accelerator": "nvidia-l4"}}}


def old(**notes: Any) -> dict[str, Any]:
    return {"template": {**OLD_L4, "metadata": {"annotations": notes}}}


@pytest.mark.parametrize(
    ("token", "inputs", "sizes", "zonal"),
    [
        (RUN, {"template": L4}, (0, 100), True),
        (RUN, {"template": {**L4, "gpuZonalRedundancyDisabled": True}}, (0, 100), False),
        (RUN, {"template": {**L4, "gpuZonalRedundancyDisabled": UNKNOWN}}, (0, 100), True),
        (RUN, {"template": {**L4, "scaling": {"minInstanceCount": 2, "maxInstanceCount": 4}}}, (2, 4), True),
        (RUN, {"template": L4, "scaling": {"minInstanceCount": 3, "maxInstanceCount": 5}}, (3, 5), True),
        (RUN, {"template": {**L4, "scaling": {"minInstanceCount": UNKNOWN}}}, (UNKNOWN, UNKNOWN), True),
        (RUN, {"template": {**L4, "scaling": {"maxInstanceCount": UNKNOWN}}}, (0, UNKNOWN), True),
        ("gcp:cloudrunv2/workerPool:WorkerPool", {"template": L4, "scaling": {"manualInstanceCount": 6}}, (6, 6), True),
        ("gcp:cloudrunv2/job:Job", {"template": {"template": L4, "taskCount": 8, "parallelism": 3}}, (0, 3), True),
        ("gcp:cloudrunv2/job:Job", {"template": {"template": L4, "taskCount": 8}}, (0, 8), True),
        ("gcp:cloudrun/service:Service", old(), (0, 100), True),
        (
            "gcp:cloudrun/service:Service",
            old(
                **{
                    "autoscaling.knative.dev/minScale": "2",
                    "autoscaling.knative.dev/maxScale": "9",
                    "run.googleapis.com/gpu-zonal-redundancy-disabled": "true",
                }
            ),
            (2, 9),
            False,
        ),
    ],
)
def test_instances_with_a_gpu_are_nodes_in_every_form_of_cloud_run(
    token: str, inputs: dict[str, Any], sizes: tuple[object, object], zonal: bool
) -> None:
    (node,) = facts(resource(token, "gpus", {"location": "us-central1", **inputs})).nodes
    assert (node.minimum, node.maximum) == sizes
    assert node.billed[-1][0] == f"cloud-run-{'zonal-' if zonal else ''}gpu-nvidia-l4-second"
