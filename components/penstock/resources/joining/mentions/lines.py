"""Command lines that move data: the regions that their options name, and the remotes of tools that have names of their own.

Addresses in a line are found as in any text; this tells what stands beside them. A region's option counts only in a line that copies.

A statement of SQL names its regions likewise.

Sources: BigQuery (ALTER SCHEMA ADD REPLICA), CockroachDB (ADD REGION), Snowflake (AS REPLICA OF, COPY INTO), Redshift (UNLOAD); AWS CLI (`--source-region`, `--region`), rclone (remotes), gcloud storage, BigQuery's bq, AzCopy, Apache Hadoop DistCp.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from penstock.regex import regex
from penstock.resources.reading.inputs import masked_like, plain

from .said import Said
from .words import Place, place_of

_COPIES: Final = regex(
    r"\b(?:aws\s+(?:--\S+\s+\S+\s+)*s3\s+(?:cp|sync|mv)|aws\s+(?:--\S+\s+\S+\s+)*\w+\s+(?:copy|start-export|restore)[\w-]*|s5cmd|gsutil\s|gcloud\s+(?:storage|transfer)|azcopy|rclone"
    r"|skyplane|distcp|s3-dist-cp|bq\s+(?:\S+\s+)*(?:cp|mk|load|extract|query)|az\s+(?:storage\s+\w+\s+(?:copy|sync|upload|download)|acr\s+import|snapshot|image)|mc\s+(?:cp|mirror)|skopeo|crane|regctl|oras|restic"
    r"|pg_dump|mysqldump|mongodump|dms|copy_object|upload_file|download_file|CopyObject|copy-image|copy-snapshot|s3cmd|s4cmd|juicefs|docker\s+(?:pull|push))\b",
    re.IGNORECASE,
)
_OPTION: Final = regex(
    r"(?:--?|\b)((?:src|source|from|dest|destination|dst|target|to|replica)?[-_]?(?:aws[-_])?(?:default[-_])?(?:region|location)(?:[-_]name)?)(?:=|\s+|:\s*)['\"]?([a-z][a-z0-9-]{4,24})\b",
    re.IGNORECASE,
)
_TO: Final = regex(r"^(?:dest|dst|target|to|replica)", re.IGNORECASE)
_REMOTES: Final = regex(
    r"\brclone\s+(?:copy|sync|move|copyto|bisync|moveto)\b[^\n;|]*?\s:?([\w-]+)(?:,[^\s:]*)?:\S*\s+:?([\w-]+)(?:,[^\s:]*)?:",
    re.IGNORECASE,
)
_REMOTE_OF: Final = (
    (regex(r"s3|aws|amazon", re.IGNORECASE), "aws"),
    (regex(r"gcs|gs|gcp|google", re.IGNORECASE), "gcp"),
    (regex(r"az|azure|azureblob|adls|blob", re.IGNORECASE), "azure"),
)
_STATEMENT: Final = regex(
    r"\b(?:add|create|alter)\s+(?:\w+\s+){0,4}?(?:replica|region)\b|\bas\s+replica\s+of\b|\benable\s+(?:replication|failover)\b|\bexport\s+data\b|\bcopy\s+into\b|\bunload\s*\("
    r"|\bload\s+data\b|\bcreate\s+(?:or\s+replace\s+)?(?:external\s+(?:table|schema|volume|stage)|stage|subscription|server|database\s+link|replication\s+group|failover\s+group)\b|\bprimary\s+region\b",
    re.IGNORECASE,
)
"""Statements of SQL that copy between places."""

_STATED: Final = regex(
    r"\b(?:\w*(?:region|location|replica))\s*(?:=>?|:)?\s*\(?['\"`]([\w-]{5,26})['\"`]", re.IGNORECASE
)
_CONTINUED: Final = regex(r"\\\r?\n\s*")


def moved_by(text: str, path: str) -> Iterator[Said]:
    """What the lines of a text that copy say of places, beside their addresses."""
    words = plain(text)
    if len(words) < 12:
        return
    if _STATEMENT.search(words):
        for match in _STATED.finditer(words):
            if (place := place_of(match[1])) is not None:
                yield Said(place, "data", path, writes=True)
    if _COPIES.search(words) is None:
        return
    lines = _CONTINUED.sub(" ", words).splitlines()
    for line in lines:
        if _COPIES.search(line) is None:
            continue
        for match in _OPTION.finditer(line):
            place = place_of(match[2])
            if place is not None:
                yield Said(
                    place,
                    "data",
                    path,
                    writes=bool(_TO.match(match[1].lstrip("-_"))),
                )
        if found := _REMOTES.search(line):
            for name, writes in ((found[1], False), (found[2], True)):
                cloud = _remote(name)
                if cloud is not None:
                    yield Said(Place(cloud), masked_like(text, f"{name}:"), path, writes=writes)


def _remote(name: str) -> str | None:
    parts = re.split(r"[-_]", name)
    return next((cloud for pattern, cloud in _REMOTE_OF if any(pattern.fullmatch(it) for it in parts)), None)
