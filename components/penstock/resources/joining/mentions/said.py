"""What one input says about a place: by its address, its name and its word, each with what stands around it.

An address of data is evidence by itself. A region's name alone is so only where its input is one of data (`bucketRegion`), or where
a bucket, a stream or the like stands beside it: a machine may name any region to ask it for something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, cast

from penstock.regex import regex
from penstock.resources.machines.ordered_in_text import opened
from penstock.resources.reading.documents import documents
from penstock.resources.reading.inputs import masked_like, plain
from penstock.resources.reading.values import SecretText, Unknown, Value

from .addresses import addresses
from .harmless import is_quiet_input, squeezed
from .sections import is_sectioned, sections
from .words import SHAPE, Place, place_in_name, place_of, word_of

_MOST_TEXT: Final = 1 << 17
_DEEPEST: Final = 24


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value: the names of the inputs around it, the block that it stands in, and the nearest name; of a list of `name` and `value`
    the name is the one that the pair has. `shown`: the path for people, where a part of it is inside a secret text."""

    path: str
    block: str
    key: str
    value: str
    shown: str = ""

    @property
    def at(self) -> str:
        """The path for people."""
        return self.shown or self.path


@dataclass(frozen=True, slots=True)
class Said:
    """A place that an input names. `data`: what is there, for people; `name`: by which the program may know it; `writes`: whether data
    goes there, as far as its input's name says."""

    place: Place
    data: str
    path: str
    name: str = ""
    writes: bool = False
    hinted: bool = False


OWN_STORE: Final = regex(
    r"(?:minio|ceph|rook|garage|seaweed|localstack)[\w.-]*(?::\d+|\.svc)|\.svc(?:\.cluster\.local)?(?::\d+)?/?$|^https?://(?:localhost|127\.)"
)
"""An object store of one's own, inside the cluster: a region beside it, and `s3://`, say nothing of AWS."""

_DATA: Final = "data"
"""What is in a place that is named alone."""

_WRITES: Final = regex(
    r"dest|target|sink|output|upload|backup|archiv|export|replica|copyto|results?|checkpoint|artifactstore|snapshot|deliver|write|mirrorto|barman|velero|longterm|loki|tempo|thanos|mimir|cortex"
)
_DATA_KEY: Final = regex(
    r"bucket|s3(?!control)|storage|source|src|dest|replica|mirror|backup|copy|blob|object|dataset|warehouse|datalake|lakehouse|catalog|artifact|model|registr(?:y|ies)"
    r"|reposit|ecr|stream|kinesis|kafka|broker|bootstrap|table|dynamo|database|jdbc|dburl|dbhost|db(?=url|host|endpoint)|sync|export|import|input|output|archive|upload|download|athena|redshift"
    r"|bigquery|snapshot|sink|endpoint|externaldata|volume|dataplane|checkpoint|remotewrite|remoteread|ingest|barman|gcs|data(?:url|uri|path|root|dir)|imageregistry|rclone|restic|warehous|upstream"
)
_REGION_KEY: Final = regex(
    r"(\w*?)(?:aws)?(?:default)?(?:regions?|locations?|locationnames?|regionnames?|zones?|regionid|place)"
)
_STRONG: Final = regex(
    r"\w*(?:bucket|s3|storage|source|src|dest(?:ination)?|replica(?:tion)?|mirror|backup|copy|blob|dataset|warehouse|lake|artifacts?|model|registry|ecr|stream|kinesis|kafka"
    r"|table|dynamo(?:db)?|database|db|sync|export|import|archive|athena|redshift|bigquery|bq|snapshot|sink|rclone|restic|peer|upstream|object|ingest|data|gcs|gs)"
)
_WEAK: Final = regex(r"\w*(?:target|remote|dr|failover|secondary|input|output|standby|other|from|to|linked)")
_BESIDE: Final = regex(
    r"\w*bucket\w*|\w*stream(?:name|arn)?|\w*tablename|dynamo\w*|\w*storageaccount\w*|blobcontainer\w*|\w*dataset(?:id|name)?|s3\w*|\w*objectstor\w*|\w*filesystem(?:id)?|destinationpath|storageuri"
    r"|loggroup(?:name)?|\w*repositor(?:y|ies)\w*|\w*snapshot(?:id|arn|identifier)|\w*brokers?|\w*bootstrap\w*|deliverystream|\w*database(?:name|id)?|\w*warehouse|\w*sourceid|copy\w*|failoverpriority"
)
_BUCKETS: Final = regex(r"\w*bucket\w*")
_SERVICES: Final = (
    (
        regex(
            r"(?:amazon|aws)_?(?:s3\w*|redshift\w*|rds\w*|dynamodb\w*|kinesis|athena|aurora\w*)|aws_?s3_?data_?source",
            re.I,
        ),
        "aws",
    ),
    (
        regex(r"google_?(?:cloud_?storage\w*|bigquery\w*|cloud_?sql\w*|pubsub|spanner)|gcs_?data_?source", re.I),
        "gcp",
    ),
    (
        regex(
            r"azure_?(?:blob\w*|data_?lake\w*|sql\w*|synapse\w*|cosmos\w*|files?(?:storage)?|event_?hubs?)|azure_?blob_?storage_?data_?source",
            re.I,
        ),
        "azure",
    ),
)
"""What a managed transfer or a pipeline calls another cloud's service of data, as a value of its `type` or as the block about it."""


_NAMED_BY: Final = ("name", "key", "Name", "parameterName", "parameterKey")


_KEYED: Final = (
    (regex(r"\w*storageaccount(?:name)?"), "azure"),
    (regex(r"(?:gcs|gs|google)\w*bucket(?:name)?"), "gcp"),
    (regex(r"(?:s3|aws)bucket(?:name)?"), "aws"),
)
"""Inputs whose value is the name of a bucket of one cloud, or of an account."""

_ANY_BUCKET: Final = regex(r"\w*bucket(?:name)?s?")
"""Inputs whose value is the name of a bucket of whichever cloud a region in the name is of."""

_LONGEST_NAME: Final = 64
_NAME: Final = regex(r"[a-z0-9][a-z0-9._-]+")
_SERVICE: Final = regex(
    r"storage_?account(?!_?type)|aws_(?:access_key|secret)|google_application|azure_storage_|azcopy|rclone|skyplane|failover|replica|copyindex|datacent|datadoghq|(?:gcs|gs|google|s3|aws)_?bucket|amazon|aws_?s3|azure_?(?:blob|data|sql|syn|cosmos|file|event)|google_?(?:cloud|big|pub|span)|gcs_?data",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def names_service(text: str) -> bool:
    """Whether a path or a word may be one of another cloud's service: the quick question."""
    return _SERVICE.search(text) is not None and "amazonaws" not in text


def leaves_of(inputs: Mapping[str, Value]) -> Iterator[Leaf]:
    """Every text of the inputs that may say where data is, also those inside a JSON or YAML text."""
    yield from _walk("", "", "", inputs, 0)


def _walk(path: str, block: str, key: str, value: Value, depth: int) -> Iterator[Leaf]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield from _text(path, block, key, value, depth)
    elif isinstance(value, Mapping):
        yield from _block(path, block, cast("Mapping[str, Value]", value), depth)
    elif isinstance(value, Sequence):
        for index, item in enumerate(value):
            if item is not None and not isinstance(item, bool | int | float | Unknown):
                yield from _walk(f"{path}[{index}]", path, key, item, depth + 1)


def _block(path: str, block: str, inner: Mapping[str, Value], depth: int) -> Iterator[Leaf]:
    if _is_off(inner):
        return
    pair = next((it for name in _NAMED_BY if isinstance(it := inner.get(name), str)), None)
    at = "value" if "value" in inner else "Value" if "Value" in inner else ""
    if at and pair is not None:
        name = plain(pair)
        if not is_quiet_input(squeezed(name)):
            yield from _walk(f"{path}.{name}" if path else name, block, name, inner[at], depth + 1)
        return
    for name, item in inner.items():
        word = plain(name)
        if item is None or is_quiet_input(squeezed(word)):
            continue
        here = f"{path}.{word}" if path else word
        if isinstance(item, Unknown):
            yield Leaf(here, path, word, "")
        elif not isinstance(item, bool | int | float):
            yield from _walk(here, path, word, item, depth + 1)


def _is_off(block: Mapping[str, Value]) -> bool:
    """A rule or a job that is switched off moves nothing; a statement of rights neither."""
    status = block.get("status", block.get("Status", block.get("state")))
    if isinstance(status, str) and plain(status).lower() in ("disabled", "disable", "off", "paused", "inactive"):
        return True
    if block.get("enabled") is False and len(block) > 1:
        return True
    return "Effect" in block and ("Action" in block or "NotAction" in block)


def _text(path: str, block: str, key: str, value: str, depth: int) -> Iterator[Leaf]:
    text = plain(value)
    if len(text) > 20 and depth < _DEEPEST and (inner := _opened(packed(text) or text)) is not None:
        for index, document in enumerate(inner):
            at = path if len(inner) == 1 else f"{path}[{index}]"
            found = _walk(at, block, key, _like(value, document), depth + 1)
            yield from (replace(it, shown=path) for it in found) if isinstance(value, SecretText) else found
        return
    if len(text) < _LONGEST_NAME and (option := _OPTION.fullmatch(text)):
        yield Leaf(path, block.rpartition(".")[0] or block, option[1], masked_like(value, option[2]))
        return
    if len(text) > 20 and SHAPE.search(text) and is_sectioned(text):
        for inside, name, word in sections(text):
            here = f"{path}.{inside}"
            yield Leaf(f"{here}.{name}", here, name, masked_like(value, word), path)
    yield Leaf(path, block, key, masked_like(value, packed(text) or text) if len(text) > _LEAST_PACKED else value)


_OPTION: Final = regex(r"-{0,2}([\w-]*region)[ =]+([a-z][\w-]{4,24})", re.IGNORECASE)
"""A region by an option in a list of them: `region eu-west-1` of a mount."""


def _like(source: str, value: Value) -> Value:
    """`value`, each text of it masked when it was taken out of a secret."""
    if isinstance(value, str):
        return masked_like(source, value)
    if isinstance(value, Mapping):
        return {key: _like(source, item) for key, item in cast("Mapping[str, Value]", value).items()}
    if isinstance(value, Sequence):
        return [_like(source, item) for item in value]
    return value


@lru_cache(maxsize=512)
def _opened(text: str) -> tuple[Value, ...] | None:
    """The documents of a JSON or YAML text that may say something; None for any other text."""
    if len(text) > _MOST_TEXT or text.startswith(("#!", "FROM ", "-----")):
        return None
    head = text.lstrip()[:1]
    shaped = (
        head in ("{", "[")
        or _is_settings(text)
        or ("\n" in text and re.search(r"^\s*[\w.\"'-]+:(?:\s|$)", text, re.MULTILINE))
    )
    if not shaped or not may_say(text):
        return None
    found = documents(text)
    if _is_settings(text):
        found = (settings(text),)
    if isinstance(found, Unknown) or not any(isinstance(it, Mapping | list) for it in found):
        return None
    return found


_SETTING: Final = regex(r"^\s*([\w.-]+)\s*=\s*(\S.*?)\s*$")
_SECTION: Final = regex(r"^\s*\[([^\]]+)\]\s*$")


def _is_settings(text: str) -> bool:
    """Whether a text is one of `name = value`, a line each: properties, an INI file, an environment."""
    lines = [it for it in text.splitlines() if it.strip() and not it.lstrip().startswith(("#", ";"))]
    if not lines or "\n" not in text:
        return False
    return all(_SETTING.match(it) or _SECTION.match(it) for it in lines)


def settings(text: str) -> Mapping[str, Value]:
    """Name -> value, by section where there are such."""
    found: dict[str, dict[str, Value]] = {"": {}}
    at = ""
    for line in text.splitlines():
        if section := _SECTION.match(line):
            at = section[1]
            found.setdefault(at, {})
        elif setting := _SETTING.match(line):
            found[at][setting[1]] = setting[2].strip("'\"")
    return {**found.pop(""), **found}


def may_say(text: str) -> bool:
    """Whether a long text can name a place at all: the quick question, asked of every text."""
    return SHAPE.search(text) is not None or "://" in text or bool(_HINT.search(text))


_LEAST_PACKED: Final = 40
_PACKED: Final = regex(r"[A-Za-z0-9+/_\s-]{40,}={0,2}\s*")


@lru_cache(maxsize=512)
def packed(text: str) -> str | None:
    """The text that a text is the base64 of, zipped or not; None where it is none, or where that says nothing."""
    if len(text) < _LEAST_PACKED or len(text) > _MOST_TEXT or " " in text or _PACKED.fullmatch(text) is None:
        return None
    inner = opened("".join(text.split()))
    return inner if inner is not None and may_say(inner) else None


_HINT: Final = regex(
    r"arn:aws|rclone|storage_?[aA]ccount|\.windows\.net|\.azure\.com|cloudflarestorage|digitaloceanspaces|oraclecloud|wasabisys|backblazeb2|\.core\.windows|azurecr\.io|\.pkg\.dev|amazonaws\.com|bucket|(?i:amazons3|googlecloudstorage|azureblob)"
    r"|\b(?:(?:north|south|east|west|central)[a-z]{2,12}\d?|[a-z]{2,12}(?:north|south|east|west|central)\d?)\b",
)


def said(leaf: Leaf, beside: Sequence[str]) -> Iterator[Said]:  # noqa: PLR0912 - one question after another
    """What one leaf says. `beside`: the names, squeezed, of what stands in its block and in the one around it."""
    text = plain(leaf.value)
    key, around = squeezed(leaf.key), squeezed(leaf.path)
    writes = _WRITES.search(around) is not None
    place = place_of(text.strip())
    if place is not None:
        if _is_of_data(leaf, beside):
            yield Said(place, _DATA, leaf.at, writes=writes)
        return
    for address in addresses(text):
        if address.sure or _DATA_KEY.search(around) or any(_BUCKETS.fullmatch(it) for it in beside):
            data = masked_like(leaf.value, address.text)
            yield Said(address.place, data, leaf.at, address.name, writes, address.hinted)
    if "," in text and len(text) < 200:  # regions in one text
        for word in text.split(","):
            listed = place_of(word.strip())
            if listed is not None and _is_of_data(leaf, beside):
                yield Said(listed, _DATA, leaf.at, writes=writes)
    for pattern, cloud in _KEYED:
        if 2 < len(text) < _LONGEST_NAME and pattern.fullmatch(key) and _NAME.fullmatch(text):
            named = place_in_name(cloud, text)
            data = masked_like(leaf.value, text)
            yield Said(named or Place(cloud), data, leaf.at, text, writes, named is not None)
    if 8 < len(text) < _LONGEST_NAME and _ANY_BUCKET.fullmatch(key) and _NAME.fullmatch(text):
        for cloud in ("aws", "gcp"):
            if (named := place_in_name(cloud, text)) is not None:
                yield Said(named, masked_like(leaf.value, text), leaf.at, text, writes, hinted=True)
    if 5 < len(text) < 40 and key in (
        "type",
        "kind",
        "connectortype",
        "datasourceid",
        "servicetype",
        "sourcetype",
        "destinationtype",
        "connectorname",
        "datasource",
    ):
        for pattern, cloud in _SERVICES:
            if pattern.fullmatch(text):
                yield Said(Place(cloud), masked_like(leaf.value, text), leaf.at, writes=writes)


def said_of_other(leaf: Leaf, beside: Sequence[str], cloud: str) -> Said | None:
    """What a leaf of a resource of another cloud says of a region, in that cloud's words."""
    place = word_of(cloud, plain(leaf.value))
    if place is None or not _is_of_data(leaf, beside):
        return None
    return Said(place, _DATA, leaf.at, writes=_WRITES.search(squeezed(leaf.path)) is not None)


def blocks_of(names: Sequence[str], path: str) -> Iterator[Said]:
    """What the names of the blocks around a leaf say of another cloud: `awsS3DataSource`."""
    for name in names:
        for pattern, cloud in _SERVICES:
            if pattern.fullmatch(name):
                yield Said(Place(cloud), name, path)


def _is_of_data(leaf: Leaf, beside: Sequence[str]) -> bool:
    """Whether a region's name stands where the region of data does: by its input's name, by the block's, or by what stands beside it."""
    names = [squeezed(it) for it in re.split(r"[.\[\]]+", leaf.path) if it and not it.isdigit()]
    key = squeezed(leaf.key)
    if key in ("name", "id", "value") and len(names) > 1:
        key = names[-2]
    found = _REGION_KEY.fullmatch(key)
    if found is None:
        return False
    before = found[1]
    if before and _STRONG.fullmatch(before):
        return True
    if before:  # the region of something else that is named: `sesRegion`
        return _WEAK.fullmatch(before) is not None and _DATA_KEY.search("".join(names)) is not None
    if any(_STRONG.fullmatch(_ENDING.sub("", it)) for it in names[-4:-1] if it != key and not _HOLDER.fullmatch(it)):
        return True
    return any(_BESIDE.fullmatch(it) for it in beside)


_HOLDER: Final = regex(r"\w*data(?:sources?)?|\w*models?")
"""Blocks that hold anything: `stringData`, `metadata`, the data sources of a dashboard."""

_ENDING: Final = regex(
    r"(?:s|es|config|configs|configuration|settings|spec|options|details|properties|conf|ini|ya?ml|json|toml)+$"
)


__all__ = ["Leaf", "Said", "blocks_of", "leaves_of", "may_say", "said"]
