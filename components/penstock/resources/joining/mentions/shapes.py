"""What several inputs say of a place together: members of one service in several places, tools that copy with another cloud's rights.

A list of replicas, data centres or regions is one service whose members keep the same data: where two of them are named in different
places, data goes between them, whatever the service's own words for its regions are. A container whose image is a tool that copies, and
that holds the rights of a cloud, reads or writes there, also where the addresses are not known yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from penstock.regex import regex
from penstock.resources.reading.inputs import masked_like, plain

from .harmless import squeezed
from .lines import moved_by
from .said import OWN_STORE, Leaf, Said
from .words import SHAPE, Place, place_of

_MEMBERS: Final = regex(
    r"(?:\w*replicas?(?:specs?|sets?|regions?|locations?|configs?)?|replicationspecs?|regionconfigs?|datacent(?:er|re)s?|dcs|mirrors?|standbys?|readregions?|secondary(?:regions?|locations?)"
    r"|failover(?:regions?|locations?)|georeplications?)"
)
"""Lists whose members keep the same data."""

_PLACES: Final = regex(r"(?:cloud|cluster|database)?(?:regions?|locations?|regionlist|regioninfo|regionspecs?)")
"""Lists of places, which are those of data where the resource is a store of it."""

_KEEPS: Final = regex(
    r"cluster$|database|redis|kafka|cassandra|cache|table$|bucket|collection|index$|keyspace|volume|store$|replica|failover|warehouse|registry|repository|stream|topic"
    r"|subscription$|mongo|postgres|mysql|cockroach|scylla|yugabyte"
)
_ENDS: Final = regex(r"failover|replica|mirror(?!ingpolicy)|clusterlink")
"""Types that copy to what they name, whatever they are of."""

_CLOUD_KEYS: Final = regex(r"(?:cloud|backing)?(?:provider)?(?:cloud|provider)?(?:name|id|code)?")
_CLOUD_WORDS: Final = {
    "aws": "aws",
    "amazon": "aws",
    "gcp": "gcp",
    "google": "gcp",
    "gce": "gcp",
    "azure": "azure",
    "microsoftazure": "azure",
}
_REGION_KEYS: Final = regex(r"\w*(?:region|location)(?:name|id|code)?|code|name|\w*context|\w*cluster|\w*datacenter|")
_UNIT: Final = regex(r"[A-Za-z][A-Za-z0-9_ -]{2,30}")
_INDEX: Final = regex(r"^(.*?)([^.\[\]]+)\[(\d+)\](.*)$")


def copies(leaves: Sequence[Leaf]) -> bool:
    """Whether a document says that what it declares is a copy of something: a template with a replica, and what it is one of."""
    return any(
        (_MODE.fullmatch(squeezed(it.key)) and _COPY.fullmatch(squeezed(plain(it.value)[:_MOST_WORD])))
        or _COPIED_FROM.fullmatch(squeezed(it.key))
        for it in leaves
    )


_MODE: Final = regex(r"(?:create|creation|source|restore)?mode|role|replicationrole|type")
_COPY: Final = regex(r"(?:geo|async|read|online|cross\w*)?(?:replica|secondary|georestore|standby|mirror)")
_COPIED_FROM: Final = regex(
    r"(?:source|primary|master|replicationsource|replicate|replica)(?:db|server|cluster|database|instance|resource|account|bucket)?(?:instance|cluster|resource)?(?:id|arn|identifier|name)"
)
_MOST_WORD: Final = 40


def replicates(kind: str) -> bool:
    """Whether a type copies to what it names: a failover group, a link of clusters."""
    return _ENDS.search(kind.rpartition(":")[2].lower()) is not None


def members(kind: str, leaves: Sequence[Leaf], *, foreign: bool) -> Iterator[Said]:
    """The places of the members of each list, where there are two. `foreign`: of a provider that has its own words for regions."""
    lists: dict[str, dict[str, list[tuple[str, Leaf]]]] = {}
    keeps = foreign and _KEEPS.search(kind.rpartition(":")[2].lower()) is not None
    for leaf in leaves:
        cut = len(leaf.path)
        while leaf.value and (cut := leaf.path.rfind("]", 0, cut)) >= 0:
            opens = leaf.path.rfind("[", 0, cut)
            name = squeezed(re.split(r"[.\[\]]", leaf.path[:opens])[-1])
            if _MEMBERS.fullmatch(name) or (keeps and _PLACES.fullmatch(name)):
                rest = leaf.path[cut + 1 :]
                inside = lists.setdefault(leaf.path[:opens], {})
                inside.setdefault(leaf.path[opens : cut + 1], []).append((squeezed(rest), leaf))
    for blocks in lists.values():
        if len(blocks) < 2:
            continue
        found = [it for block in blocks.values() if (it := _place(block, foreign=foreign)) is not None]
        if len({place for place, _ in found}) > 1:
            yield from (Said(place, "data", leaf.at, writes=True) for place, leaf in found)


def _place(block: Sequence[tuple[str, Leaf]], *, foreign: bool) -> tuple[Place, Leaf] | None:
    """Where one member is: by its region's word, in its cloud's words or the service's own; else its cloud."""
    words = [(key, plain(leaf.value).strip(), leaf) for key, leaf in block]
    cloud = next(
        (it for key, text, _ in words if _CLOUD_KEYS.fullmatch(key) and (it := _CLOUD_WORDS.get(squeezed(text)))), None
    )
    named = [(text, leaf) for key, text, leaf in words if _REGION_KEYS.fullmatch(key)]
    for text, leaf in named:
        match = SHAPE.search(text)
        place = place_of(text) or _inside(text) if match or place_of(text) else None
        if place is not None:
            return place, leaf
    for key, text, leaf in words if foreign else ():
        if ("region" in key or "location" in key) and _UNIT.fullmatch(text):
            return Place(cloud or "hosted", text.lower()), leaf
    return (
        None
        if cloud is None
        else (Place(cloud), next(leaf for _, text, leaf in words if squeezed(text) in _CLOUD_WORDS))
    )


def _inside(text: str) -> Place | None:
    """The place in the name of a cluster or a context: `gke_acme_europe-west4_data`."""
    return next((it for word in re.split(r"[_/:.]", text) if (it := place_of(word)) is not None), None)


_TOOLS: Final = regex(
    r"(?:azcopy|rclone|s5cmd|s3cmd|skyplane|distcp|s3-dist-cp|restic|gsutil|aws-?cli|google-cloud-(?:sdk|cli)|cloud-sdk|gcloud|azure-?cli|minio-mc|mc|juicefs|sling|airbyte\w*|s3-sync|kopia|pgbackrest|wal-g)(?:-\w+)?",
    re.IGNORECASE,
)
_RIGHTS: Final = (
    (
        regex(
            r"AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|PROFILE|SESSION_TOKEN|SHARED_CREDENTIALS_FILE)|S3_ACCESS_KEY\w*"
        ),
        "aws",
    ),
    (
        regex(
            r"GOOGLE_APPLICATION_CREDENTIALS|GCS_\w*(?:KEY|CREDENTIALS|SECRET)\w*|GCP_\w*(?:KEY|CREDENTIALS)\w*|CLOUDSDK_AUTH\w+"
        ),
        "gcp",
    ),
    (
        regex(r"AZURE_STORAGE_(?:ACCOUNT|KEY|CONNECTION_STRING|SAS_TOKEN)|AZCOPY_SPA_\w+|AZURE_CLIENT_SECRET"),
        "azure",
    ),
)
"""Names in an environment by which a tool has its rights -> whose they are."""

_ELSEWHERE: Final = regex(r"endpoint", re.IGNORECASE)
"""An endpoint of another store beside S3's keys: whose it is, the endpoint says."""


def tools(leaves: Sequence[Leaf]) -> Iterator[Said]:
    """What each container whose image is a tool that copies says of places: by its arguments, and by the rights it is given."""
    for image in leaves:
        if squeezed(image.key) != "image" or not image.value:
            continue
        name = re.split(r"[:@]", plain(image.value).rpartition("/")[2])[0]
        path = plain(image.value)
        tool = next((it for it in re.split(r"[/:@]", path) if _TOOLS.fullmatch(it)), None)
        if tool is None:
            continue
        inside = [it for it in leaves if it.path.startswith(f"{image.block}.")] if image.block else list(leaves)
        words = [
            it
            for it in inside
            if re.search(r"(?:command|args|arguments|cmd|entrypoint)\[\d+\]$", it.path, re.IGNORECASE)
        ]
        if words and not any(plain(it.value) in (tool, name) for it in words):
            secret = next((it.value for it in words if type(it.value) is not str), "")
            line = " ".join((tool.lower(), *(plain(it.value) for it in words)))
            yield from moved_by(masked_like(secret, line), words[0].at)
        if any(OWN_STORE.search(plain(it.value)) or _ELSEWHERE.search(it.key) for it in inside):
            continue
        for pattern, cloud in _RIGHTS:
            for it in inside:
                if pattern.fullmatch(it.key) or pattern.fullmatch(plain(it.value)):
                    yield Said(Place(cloud), "data", it.at)
                    break
