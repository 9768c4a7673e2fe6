"""Default providers: what the engine registers for a package when a resource names no provider of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from penstock.preview.project.project import StackConfig
from penstock.resources.reading.values import UNKNOWN, SecretText, Value

PROVIDER_PREFIX: Final = "pulumi:providers:"

_ENVIRONMENT: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "aws": {"region": ("AWS_REGION", "AWS_DEFAULT_REGION")},
    "gcp": {
        "project": ("GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT"),
        "region": ("GOOGLE_REGION", "GCLOUD_REGION", "CLOUDSDK_COMPUTE_REGION"),
        "zone": ("GOOGLE_ZONE", "GCLOUD_ZONE", "CLOUDSDK_COMPUTE_ZONE"),
    },
    "azure-native": {"subscriptionId": ("ARM_SUBSCRIPTION_ID",), "location": ("ARM_LOCATION_NAME",)},
}
"""Variables that a provider takes a setting from when config has none (each package's "Installation & Configuration" page)."""


def default_name(version: str) -> str:
    """`default_7_51_1` for `7.51.1`, `default` for no version."""
    return "default_" + version.replace(".", "_").replace("-", "_").replace("+", "_") if version else "default"


def default_inputs(package: str, version: str, config: StackConfig, environ: Mapping[str, str]) -> dict[str, Value]:
    """The inputs of a package's default provider: its namespace of the stack's config, as text, else the environment."""
    inputs: dict[str, Value] = {}
    for key, text in config.texts.items():
        if key.startswith(f"{package}:"):
            value = SecretText(text) if key in config.secret_keys else text
            inputs[key.removeprefix(f"{package}:")] = UNKNOWN if key in config.undecrypted else value
    for name, variables in _ENVIRONMENT.get(package, {}).items():
        given = next((environ[variable] for variable in variables if environ.get(variable)), None)
        if name not in inputs and given is not None:
            inputs[name] = given
    if version:
        inputs["version"] = version
    return inputs
