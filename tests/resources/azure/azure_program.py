"""Small programs of pulumi-azure-native, run in process, and the facts that are read from them; resources by hand for
variations."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from penstock.preview import run_program
from penstock.resources.reading.capture import Capture
from resources.programs import ByHand, write_program

NO_SETTINGS: dict[str, str] = {"ARM_SUBSCRIPTION_ID": "", "ARM_LOCATION_NAME": "", "ARM_TENANT_ID": ""}
"""Nothing of this machine's own cloud settings reaches a program."""

IMPORTS = "import pulumi\nimport pulumi_azure_native as azure\n"


def write(folder: Path, source: str) -> Path:
    """The program `source` in `folder`; the SDK is imported for it as `azure`."""
    return write_program(folder, IMPORTS, source)


@cache
def run(source: str, location: str | None = None) -> Capture:
    """What the program `source` registers; `location`: the stack's `azure-native:location`."""
    with TemporaryDirectory() as folder:
        config = {} if location is None else {"azure-native:location": location}
        return run_program(write(Path(folder), source), "dev", config=config, environ=NO_SETTINGS)


_BY_HAND = ByHand("small", "azure-native", {"location": "westeurope"})
PROVIDER = _BY_HAND.provider
urn, resource, facts, node, charges = (
    _BY_HAND.urn,
    _BY_HAND.resource,
    _BY_HAND.facts,
    _BY_HAND.node,
    _BY_HAND.charges,
)
