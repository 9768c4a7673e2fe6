"""The type tokens that a YAML program may write, as the engine has them: `aws:s3:Bucket` is `aws:s3/bucket:Bucket`.

Source: pulumi/pulumi-yaml, `pkg/pulumiyaml/README.md` ("Token Resolution"), which asks the package's schema. There is none here; what
decides is how a package names its types: those of a provider that is bridged from Terraform have the type's name in the module too.
"""

from __future__ import annotations

from typing import Final

_NOT_BRIDGED: Final = frozenset(
    {
        "aws-apigateway",
        "aws-native",
        "awsx",
        "azure-native",
        "command",
        "docker-build",
        "eks",
        "google-native",
        "kubernetes",
        "pulumi",
        "pulumiservice",
        "synced-folder",
    }
)
"""Packages whose types are `package:module:Type` (each package's page in Pulumi's registry)."""

_COMPONENTS: Final = ("awsx:", "synced-folder:", "aws-apigateway:", "kubernetes:yaml", "kubernetes:kustomize")
_ONLY_COMPONENTS: Final = frozenset(
    {
        "eks:index:Cluster",
        "eks:index:ManagedNodeGroup",
        "eks:index:NodeGroup",
        "eks:index:NodeGroupV2",
        "eks:index:NodeGroupSecurityGroup",
        "kubernetes:helm.sh/v3:Chart",
        "kubernetes:helm.sh/v4:Chart",
    }
)
"""Components that their package builds: what is in them is not in the program."""


def full_token(short: str) -> str:
    """The token of a resource or a function, in full.

    >>> full_token("aws:s3:Bucket"), full_token("random:RandomPet"), full_token("eks:Cluster")
    ('aws:s3/bucket:Bucket', 'random:index/randomPet:RandomPet', 'eks:index:Cluster')
    """
    parts = short.split(":")
    if parts[0] == "pulumi" or len(parts) not in (2, 3):
        return short
    package, module, name = (parts[0], "index", parts[1]) if len(parts) == 2 else parts
    if package in _NOT_BRIDGED or "/" in module or not name:
        return f"{package}:{module}:{name}"
    return f"{package}:{module}/{name[0].lower()}{name[1:]}:{name}"


def is_remote_component(token: str) -> bool:
    """Whether a type's resources are made by its package's provider."""
    return token in _ONLY_COMPONENTS or token.startswith(_COMPONENTS)
