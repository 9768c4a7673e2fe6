"""Google Cloud in `penstock prices`: machines that cost the same for a GPU, and accelerators that are sold apart."""

from __future__ import annotations

import pytest

from penstock.catalog import load
from penstock.cli.main import main
from penstock.cli.price_search import Question, find
from penstock.terms import CapacityType


@pytest.mark.parametrize(
    ("gpu", "region", "first"),
    [
        ("H100", "europe-west4", ["a3-highgpu-1g", "a3-highgpu-2g", "a3-highgpu-4g", "a3-highgpu-8g", "a3-megagpu-8g"]),
        ("H100", "asia-southeast1", ["a3-highgpu-1g", "a3-highgpu-2g", "a3-highgpu-4g", "a3-highgpu-8g"]),
        ("H100", "us-central1", ["a3-highgpu-1g", "a3-highgpu-2g", "a3-highgpu-4g", "a3-highgpu-8g"]),
    ],
)
def test_a_price_that_differs_by_its_rounding_alone_ranks_no_machine_first(
    gpu: str, region: str, first: list[str]
) -> None:
    found = find({"gcp": load("gcp")}, Question(gpu, None, (region,), CapacityType.ON_DEMAND, None))
    assert [row.offering.type.name for row in found.listed][: len(first)] == first


def test_an_accelerator_that_is_attached_is_not_called_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prices", "--gpu", "V100", "--cloud", "gcp"]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert (
        "gcp has no machine type with V100: it attaches nvidia-tesla-v100 to a machine, 2.48 to 2.604 $ an hour" in told
    )
    assert "did you mean" not in told
    assert [load(it).attachable("T4") for it in ("aws", "azure", "gcp")] == [[], [], ["nvidia-tesla-t4"]]
    assert load("gcp").attachable("H100") == []
