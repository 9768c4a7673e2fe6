"""Small programs of pulumi-gcp, run in process, and the facts that are read from them; resources by hand for variations."""

from __future__ import annotations

import warnings
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from penstock.preview import run_program
from penstock.resources.facts import Bucket, Charge, FactSet
from penstock.resources.reading.capture import Capture
from resources.programs import ByHand, only, write_program

CONFIG = {"gcp:project": "team", "gcp:region": "us-central1", "gcp:zone": "us-central1-a"}
NO_SETTINGS: Mapping[str, str] = dict.fromkeys(
    ("GOOGLE_PROJECT", "GOOGLE_REGION", "GOOGLE_ZONE", "GCLOUD_REGION", "GCLOUD_ZONE", "CLOUDSDK_COMPUTE_REGION"), ""
)
"""Nothing of this machine's own cloud settings reaches a program."""


@contextmanager
def written(source: str) -> Generator[Path]:
    """The folder of the program `source`; the SDK is imported for it as `gcp`."""
    with TemporaryDirectory() as name:
        yield write_program(Path(name), "import pulumi\nimport pulumi_gcp as gcp\n", source)


def run(source: str, config: Mapping[str, str] | None = None) -> Capture:
    """What the program `source` registers."""
    with written(source) as folder, warnings.catch_warnings():
        # pulumi-gcp warns about its own modules when one of them is imported.
        warnings.filterwarnings("ignore", r"\S+ has been deprecated in favor of", DeprecationWarning)
        return run_program(folder, "dev", config=CONFIG if config is None else config, environ=NO_SETTINGS)


_BY_HAND = ByHand("small", "gcp", {"region": "us-central1", "zone": "us-central1-a"})
PROVIDER = _BY_HAND.provider
urn, resource, facts, node, charges = (
    _BY_HAND.urn,
    _BY_HAND.resource,
    _BY_HAND.facts,
    _BY_HAND.node,
    _BY_HAND.charges,
)


def bucket(inputs: Mapping[str, Any]) -> Bucket:
    """The facts of a bucket."""
    return only(facts(resource("gcp:storage/bucket:Bucket", "data", inputs)).buckets, "data")


def charges_of(found: FactSet, name: str) -> tuple[Charge, ...]:
    return tuple(charge for charge in found.charges if charge.name == name)
