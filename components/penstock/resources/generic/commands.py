"""Text that the deployment runs: commands, and the deployment scripts of Azure. The copies of any other text are told, where sure.

A text is judged by what it says: machines that it names, tools that bring whatever their files say (`terraform apply`, `kubectl
apply`), and copies between two places; calls that start machines are found in it as in every text (`orders`). A script in a file, a text
that is decoded or fetched before it runs, and one that only the cloud knows may do anything. An `echo hello` is without a price, and no
more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from penstock.regex import regex
from penstock.resources import aws
from penstock.resources.aws.transfers.data_addresses import bucket_at
from penstock.resources.facts import Fact, NodeTemplate, Path, Unread
from penstock.resources.gcp.places import region as place_of
from penstock.resources.gcp.type_tokens import BUCKETS as GCP_BUCKETS
from penstock.resources.machines.named import leaves, named
from penstock.resources.reading.blocks import or_unknown
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .unseen import unseen

_MOST_TEXT: Final = 1 << 20

_BRINGS: Final = regex(
    r"""
    \b(?:terraform|tofu|terragrunt|pulumi|cdk|cdktf|eksctl|helm|helmfile|kubectl|kustomize|sky|skypilot|ray|doctl|runpodctl|oci|databricks
        |modal|sam|serverless|nomad|argocd|flux|aws\s+cloudformation|gcloud\s+(?:deployment-manager|infra-manager)
        |az\s+(?:deployment|stack))\s+(?:[^\n;|&]{0,200}\s)?(?:apply|bootstrap|build|create\S*|deploy|exec|install|launch|patch|replace|rollout|run|scale
        |set|submit|sync|up|update\S*|upgrade)\b
    | \bansible-playbook\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Tools that bring whatever their files say. Calls that start machines themselves are found in every text (`orders`)."""

_BRINGS_NONE: Final = regex(
    r"""
    \bkubectl\s+(?:create\s+(?:namespace|ns|secret|configmap|cm|serviceaccount|sa|role|rolebinding|clusterrole|clusterrolebinding|quota|token)\b
        |(?:rollout\s+(?:status|history)|config\s+set\S*|apply\s+view-last-applied|annotate|label)\b)[^\n;|&]*
    | \bhelm\s+(?:repo\s+\w+|dependency\s+\w+|dep\s+\w+|plugin\s+\w+|registry\s+\w+)\b[^\n;|&]*
    | \bdatabricks\s+(?:cluster-policies|secrets|groups|users|permissions|tokens|repos|workspace|catalogs|schemas|grants)\s+\S+[^\n;|&]*
    | \bpulumi\s+config\s+set\b[^\n;|&]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What those tools say that brings no machine: a namespace, a secret, a right, a policy, a chart's address, a setting. Up to the end of
that command; what follows is looked at for itself."""

_HIDDEN: Final = regex(
    r"""
    \bbase64\s+(?:-d|-D|--decode)\b | \|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b | \beval\b | \bexec\(
    | (?:^|[;&|\n(]\s*|\b(?:bash|sh|zsh|source|python3?|node|ruby|perl|sudo)\s+)[\w./~${}-]*\.(?:sh|bash|py|mjs|js|ts|rb|pl)\b
    | (?:^|[;&|\n]\s*)make\s+\w
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Ways to run what is not in the text."""

_COPIES: Final = regex(
    r"\b(?:(?P<aws>aws\s+s3\s+(?:cp|sync|mv)|aws\s+ec2\s+copy-(?:image|snapshot)|s5cmd\b)|(?P<gcp>gsutil\b|gcloud\s+(?:storage|transfer)\b)"
    r"|(?P<azure>azcopy\b|az\s+storage\s+\w+\s+copy)|(?:rclone|skyplane)\s+\w+)(?P<rest>[^\n;&]*)",
    re.IGNORECASE,
)
_ADDRESS: Final = regex(
    r"(?:s3|gs)://[a-z0-9][a-z0-9._-]+|https://[a-z0-9]+\.(?:blob|dfs)\.core\.windows\.net", re.IGNORECASE
)
_FROM: Final = regex(r"--source-region[ =]([a-z0-9-]+)")
_TO: Final = regex(r"--(?:destination-|dest-)?region[ =]([a-z0-9-]+)")


def text_of(*names: str) -> Reader:
    """A reader of what runs the texts in the inputs `names`."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield Unread(**context.base(resource), type=resource.type, name=resource.name)
        yield from machines(resource, context)
        inputs = Inputs(resource.inputs)
        for path, _, value in leaves({name: inputs.raw(name) for name in names}):
            yield from running(resource, context, value if isinstance(value, str) else UNKNOWN, path)

    return read


def copied(resource: Resource, context: Context, texts: Iterable[tuple[str, str, Value]]) -> Iterator[Path]:
    """Copies in any text of a resource that runs none itself: a script, a document, a build. Only those between two regions that are
    known: most texts of a program never run where it is deployed."""
    if resource.type not in COMMANDS:
        for _, _, value in texts:
            if isinstance(value, str) and len(value) > _LEAST_COPY:
                yield from (
                    it
                    for it in _copies(resource, context, plain(value)[:_MOST_TEXT])
                    if isinstance(it.source_region, str) and isinstance(it.target, str)
                )


_LEAST_COPY: Final = len("gsutil cp gs://a/b gs://c/d")


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
    """What a text that runs brings and copies."""
    if isinstance(text, Unknown):
        yield unseen(resource, context, path)
        return
    words = plain(text)[:_MOST_TEXT]
    if _BRINGS.search(_BRINGS_NONE.sub(" ", words)) or _HIDDEN.search(words):
        yield unseen(resource, context, path)
    yield from _copies(resource, context, words)


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
    ours, theirs = bucket_at(context, address), context.named(address.removeprefix("gs://"), GCP_BUCKETS)
    region = context.base(context.by_urn[ours])["region"] if ours else None
    return or_unknown(place_of(context.by_urn[theirs], context) if theirs else region)


_COMMAND: Final = text_of("create", "update", "delete", "stdin")
_SCRIPT: Final = text_of("scriptContent", "arguments", "primaryScriptUri")

COMMANDS: Final[Mapping[str, Reader]] = {
    "azure-native:resources:AzureCliScript": _SCRIPT,
    "azure-native:resources:AzurePowerShellScript": _SCRIPT,
    "command:local:Command": _COMMAND,
    "command:remote:Command": _COMMAND,
}
