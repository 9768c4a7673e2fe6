"""Text that runs: commands, scripts, documents that are sent to machines, payloads of functions, workflows.

A text is judged by what it says: machines that it names, tools that bring whatever their files say (`terraform apply`, `kubectl
apply`), and copies between two places; calls that start machines are found in it as in every text (`orders`). A script in a file, a text
that is decoded or fetched before it runs, and one that only the cloud knows may do anything. An `echo hello` is without a price, and no
more.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from penstock.resources import aws
from penstock.resources.aws.addresses import bucket_at
from penstock.resources.capture import Resource
from penstock.resources.charges import Reader
from penstock.resources.context import Context
from penstock.resources.facts import Fact, InstanceChoice, NodeTemplate, Path, Unread
from penstock.resources.gcp.types import BUCKETS as GCP_BUCKETS
from penstock.resources.inputs import Inputs, plain
from penstock.resources.named import leaves, named
from penstock.resources.values import UNKNOWN, Maybe, Unknown

_MOST_TEXT: Final = 1 << 20

_BRINGS: Final = re.compile(
    r"""
    \b(?:terraform|tofu|terragrunt|pulumi|cdk|cdktf|eksctl|helm|helmfile|kubectl|kustomize|sky|skypilot|ray|doctl|runpodctl|oci|databricks
        |modal|sam|serverless|nomad|argocd|flux|aws\s+cloudformation|gcloud\s+(?:deployment-manager|infra-manager)
        |az\s+(?:deployment|stack))\s+(?:[^\n;|&]*\s)?(?:apply|bootstrap|build|create\S*|deploy|exec|install|launch|patch|replace|rollout|run|scale
        |set|submit|sync|up|update\S*|upgrade)\b
    | \bansible-playbook\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Tools that bring whatever their files say. Calls that start machines themselves are found in every text (`orders`)."""

_HIDDEN: Final = re.compile(
    r"""
    \bbase64\s+(?:-d|-D|--decode)\b | \|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b | \beval\b | \bexec\(
    | (?:^|[;&|\n(]\s*|\b(?:bash|sh|zsh|source|python3?|node|ruby|perl|sudo)\s+)[\w./~${}-]*\.(?:sh|bash|py|mjs|js|ts|rb|pl)\b
    | (?:^|[;&|\n]\s*)make\s+\w
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Ways to run what is not in the text."""

_COPIES: Final = re.compile(
    r"\b(?:(?P<aws>aws\s+s3\s+(?:cp|sync|mv)|aws\s+ec2\s+copy-(?:image|snapshot)|s5cmd\b)|(?P<gcp>gsutil\b|gcloud\s+(?:storage|transfer)\b)"
    r"|(?P<azure>azcopy\b|az\s+storage\s+\w+\s+copy)|(?:rclone|skyplane)\s+\w+)(?P<rest>[^\n;&]*)",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"(?:s3|gs)://[a-z0-9][a-z0-9._-]+|https://[a-z0-9]+\.(?:blob|dfs)\.core\.windows\.net", re.IGNORECASE
)
_FROM: Final = re.compile(r"--source-region[ =]([a-z0-9-]+)")
_TO: Final = re.compile(r"--(?:destination-|dest-)?region[ =]([a-z0-9-]+)")


def text_of(*names: str, encoded: Sequence[str] = ()) -> Reader:
    """A reader of what runs the texts in the inputs `names`; those in `encoded` are base64."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield Unread(**context.base(resource), type=resource.type, name=resource.name)
        yield from machines(resource, context)
        said = {
            name: resource.inputs[name]
            for name in names
            if Inputs(resource.inputs).given(name) and name in resource.inputs
        }
        for path, _, value in leaves(said):
            text = (
                _decoded(value, path, encoded)
                if isinstance(value, str)
                else UNKNOWN
                if isinstance(value, Unknown)
                else None
            )
            if text is not None:
                yield from running(resource, context, text, path)

    return read


def machines(resource: Resource, context: Context) -> Iterator[NodeTemplate]:
    """The machines that any input names, and those of EC2 that one selects by attributes."""
    ours = aws.named_types(resource, context)
    if ours is not None:
        yield ours
    for cloud, choices in named(resource).items():
        if cloud != "aws":
            base = context.base(resource)
            base["cloud"] = cloud  # also what another provider asks a cloud for
            yield NodeTemplate(**base, choices=choices)


def running(resource: Resource, context: Context, text: Maybe[str], path: str) -> Iterator[Fact]:
    """What a text that runs buys and copies."""
    if isinstance(text, Unknown):
        yield unseen(resource, context, path)
        return
    words = plain(text)[:_MOST_TEXT]
    if _BRINGS.search(words) or _HIDDEN.search(words):
        yield unseen(resource, context, path)
    yield from _copies(resource, context, words)


def unseen(resource: Resource, context: Context, path: str) -> NodeTemplate:
    """What the input at `path` does is not in the program, so it may buy any machine."""
    return NodeTemplate(**context.base(resource), choices=(InstanceChoice(UNKNOWN, path, resource.urn),))


def _decoded(text: str, path: str, encoded: Sequence[str]) -> str:
    if path.partition(".")[0] not in encoded:
        return text
    try:
        return base64.b64decode(plain(text), validate=True).decode("utf-8", errors="replace")
    except (binascii.Error, ValueError):
        return text


def _copies(resource: Resource, context: Context, text: str) -> Iterator[Path]:
    """Copies from one place to another, unless both are known to be in one region."""
    for match in _COPIES.finditer(text):
        line = match["rest"]
        addresses = _ADDRESS.findall(line)
        if len(addresses) < 2 and not (match["aws"] or "").lower().startswith("aws ec2"):
            continue
        first, second, *_ = (*addresses, "", "")
        source, target = _region(context, line, first, _FROM), _region(context, line, second, _TO)
        if isinstance(source, str) and source == target:
            continue
        base = context.base(resource)
        base["cloud"] = next((cloud for cloud in ("aws", "gcp", "azure") if match[cloud]), base["cloud"])
        yield Path(**base, source_region=source, target=target, key="copied_gib", evidence="a copy in a command")


def _region(context: Context, line: str, address: str, word: re.Pattern[str]) -> Maybe[str]:
    """The region of an address: as the command says, or as the program's bucket of that name has."""
    said = word.search(line)
    if said is not None:
        return said[1]
    urn = bucket_at(context, address) or context.named(address.removeprefix("gs://"), GCP_BUCKETS)
    region = context.base(context.by_urn[urn])["region"] if urn else None
    return UNKNOWN if region is None else region


_SCRIPT: Final = text_of("scriptContent", "arguments", "primaryScriptUri")

COMMANDS: Final[Mapping[str, Reader]] = {
    "aws:cloud9/environmentEC2:EnvironmentEC2": text_of(),
    "aws:imagebuilder/component:Component": text_of("data"),
    "aws:lambda/invocation:Invocation": text_of("input"),
    "aws:ssm/association:Association": text_of("parameters"),
    "aws:ssm/document:Document": text_of("content"),
    "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask": text_of("taskInvocationParameters"),
    "azure-native:compute:VirtualMachineExtension": text_of("settings", "protectedSettings"),
    "azure-native:compute:VirtualMachineRunCommandByVirtualMachine": text_of("source"),
    "azure-native:resources:AzureCliScript": _SCRIPT,
    "azure-native:resources:AzurePowerShellScript": _SCRIPT,
    "command:local:Command": text_of("create", "update", "delete", "stdin"),
    "command:remote:Command": text_of("create", "update", "delete", "stdin"),
    "gcp:cloudbuild/trigger:Trigger": text_of("build"),
    "gcp:osconfig/osPolicyAssignment:OsPolicyAssignment": text_of("osPolicies"),
    "gcp:workflows/workflow:Workflow": text_of("sourceContents"),
}
