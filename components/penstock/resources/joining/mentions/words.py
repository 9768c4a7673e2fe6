"""Words that name a place: regions and zones of the three clouds, in each spelling that a program may have.

AWS and Google Cloud name every region by one shape each (`eu-west-1`, `europe-west4`), so a region that the catalog has no row of is
one too. Azure's are words of their own (`westeurope`, also `West Europe`). A zone is the region that it is in. A continent of Google
Cloud (`us`, `eu`) is no word of a place by itself: it is one where a registry or a data set is named by it.

Sources: AWS, Regions and Zones; Amazon ElastiCache, endpoints (`use1`); Google Cloud, Regions and zones, Bucket locations, Artifact
Registry pricing (from a multi-region to a region of the same continent a pull is free); Azure, List of Azure regions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from penstock import catalog
from penstock.regex import regex
from penstock.resources.reading.values import Maybe

Region = Maybe[str] | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is. `region` None: somewhere in that cloud."""

    cloud: str
    region: str | None = None

    def __str__(self) -> str:
        return self.region or _NAMES.get(self.cloud, self.cloud)

    def seen_from(self, home: Place) -> str:
        """The region, with its cloud's name where that is another."""
        if self.cloud == home.cloud:
            return str(self)
        name = _NAMES.get(self.cloud, self.cloud)
        return name if self.region is None else f"{name} {self.region}"


_NAMES: Final = {
    "aws": "AWS",
    "azure": "Azure",
    "gcp": "Google Cloud",
    "alibaba": "Alibaba Cloud",
    "cloudflare": "Cloudflare R2",
    "digitalocean": "DigitalOcean",
    "backblaze": "Backblaze B2",
    "ibm": "IBM Cloud",
    "oci": "Oracle Cloud",
    "wasabi": "Wasabi",
    "hosted": "a service in",
    "linode": "Linode",
    "hetzner": "Hetzner",
    "scaleway": "Scaleway",
    "ovh": "OVHcloud",
    "vultr": "Vultr",
    "exoscale": "Exoscale",
    "tencent": "Tencent Cloud",
    "huawei": "Huawei Cloud",
    "yandex": "Yandex Cloud",
    "openstack": "OpenStack",
    "civo": "Civo",
    "upcloud": "UpCloud",
    "stackit": "STACKIT",
    "ionos": "IONOS",
    "telekom": "Open Telekom Cloud",
    "volcengine": "Volcano Engine",
    "coreweave": "CoreWeave",
    "nebius": "Nebius",
}

OTHER_CLOUDS: Final = {
    **{it: it for it in ("coreweave", "digitalocean", "exoscale", "linode", "nebius", "oci", "openstack", "ovh")},
    **{it: it for it in ("civo", "scaleway", "stackit", "upcloud", "volcengine", "vultr", "yandex")},
    "alicloud": "alibaba",
    "hcloud": "hetzner",
    "huaweicloud": "huawei",
    "ibm": "ibm",
    "ionoscloud": "ionos",
    "opentelekomcloud": "telekom",
    "tencentcloud": "tencent",
}
"""Provider -> its cloud, where that is one of its own: its words for regions are its own, also where they look like another's."""

_OTHER_WORD: Final = regex(r"(?:oss-)?([a-z]{2,12}(?:-[a-z0-9]{1,16}){0,3}\d{0,2})")


def word_of(cloud: str, word: str) -> Place | None:
    """The place of another cloud that a whole text is the name of, by no more than its shape: `cn-hangzhou`, `fr-par-1`, `nyc3`."""
    found = _OTHER_WORD.fullmatch(word.strip().lower()) if 2 < len(word) < _LONGEST else None
    return None if found is None or found[1] == "global" else Place(cloud, found[1])


def place_in_name(cloud: str, name: str) -> Place | None:
    """The only region of a cloud in the name of a bucket or an account: whoever names it so says where it is."""
    if cloud == "azure":
        ends = {it for it in _azure() if len(it) > _SHORT and (name.endswith(it) or name.startswith(it))}
        longest = max(ends, key=len, default=None)
        return None if longest is None else Place("azure", longest)
    found = {it for match in _IN_NAME.finditer(name) if (it := place_of(match[0])) is not None and it.cloud == cloud}
    return found.pop() if len(found) == 1 else None


_SHORT: Final = 6
"""Letters of a region's word that may well be the end of another word: `westus` of `lowestus`."""

HOSTED: Final = "hosted"
"""The cloud of a service that takes data in: its region is a continent, as no more of it is known."""

CLOUDS: Final = frozenset({"aws", "azure", "gcp"})

_AWS: Final = regex(
    r"((?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov|-isob?)?-(?:(?:north|south)(?:east|west)?|east|west|central)-[1-9])[a-z]?"
)
_LOCAL: Final = regex(
    r"((?:af|ap|ca|eu|me|sa|us)-(?:(?:north|south)(?:east|west)?|east|west|central)-[1-9])-[a-z]{3}-\d[a-z]"
)
"""A local zone, `us-west-2-lax-1a`: it belongs to the region."""

_GCP: Final = regex(
    r"((?:africa|asia|australia|europe|me|northamerica|southamerica|us)"
    r"-(?:(?:north|south)(?:east|west)?|east|west|central)(?!-)\d{1,2})(?:-(?:[a-z]|ai\d[a-z]))?"
)
_OMNI: Final = regex(r"(aws|azure|gcp)-([a-z][a-z0-9-]+)")
"""Google's name of a place in another cloud (BigQuery Omni): `aws-us-east-1`, `azure-eastus2`; Snowflake's of a region group: `GCP_EUROPE_WEST2`."""

SHAPE: Final = regex(
    r"(?<![a-z0-9])(?:us|eu|ap|sa|ca|me|af|il|mx|cn|africa|asia|australia|europe|northamerica|southamerica)"
    r"-(?:gov-|isob?-)?(?:north|south|east|west|central)(?:east|west)?-?\d",
    re.IGNORECASE,
)
"""What a region of AWS or Google Cloud looks like anywhere in a text."""

_IN_NAME: Final = regex(rf"{SHAPE.pattern}\d?(?![a-z0-9])", re.IGNORECASE)

_WIDE: Final = regex(r"(us|nam|eu|europe|eur|asia)\d*")
_BEGINS: Final = {
    **dict.fromkeys(("us", "nam"), ("us-", "northamerica-")),
    **dict.fromkeys(("eu", "europe", "eur"), ("europe-",)),
    "asia": ("asia-",),
}
"""Google Cloud's names of several regions of a continent (`us`, `nam5`, `eur3`) -> how these begin."""


@lru_cache(maxsize=4096)
def place_of(word: str) -> Place | None:
    """The place that a whole text is the name of; None for any other text."""
    if not 5 <= len(word) <= _LONGEST:
        return None
    text = word.lower().replace("_", "-")
    for pattern in (_AWS, _LOCAL):
        if found := pattern.fullmatch(text):
            return Place("aws", found[1])
    if found := _GCP.fullmatch(text):
        return Place("gcp", found[1])
    squeezed = text.replace(" ", "")
    if squeezed in _azure():
        return Place("azure", squeezed)
    if found := _OMNI.fullmatch(text):
        inner = place_of(found[2])
        return inner if inner is not None and inner.cloud == found[1] else None
    return None


_LONGEST: Final = 26


@lru_cache
def _azure() -> frozenset[str]:
    return frozenset(catalog.load("azure").regions)


@lru_cache
def short_codes() -> dict[str, str]:
    """The region in the name of a cache's host: `use1` of `us-east-1`."""
    found: dict[str, str] = {}
    for region in catalog.load("aws").regions:
        head, *middle, number = region.split("-")
        if len(middle) == 1:
            way = re.sub(r"(north|south|east|west|central)", lambda it: it[0][0], middle[0])
            found[f"{head}{way}{number}"] = region
    return found


def same(one: Place, other: Place) -> bool:
    """Whether nothing is billed for the way: one region, or one that knows no more than its cloud, or a continent and a region in it."""
    if HOSTED in (one.cloud, other.cloud):
        here, there = continent(one), continent(other)
        return here is None or there is None or here == there
    if one.cloud != other.cloud:
        return False
    if one.region is None or other.region is None or one.region == other.region:
        return True
    if one.cloud not in CLOUDS:  # a region and a zone in it
        return one.region.startswith(other.region) or other.region.startswith(one.region)
    return _inside(one.region, other.region) or _inside(other.region, one.region)


_CONTINENTS: Final = (
    (
        regex(
            r"europe|^eu-|uk|france|germany|norway|sweden|switzerland|poland|italy|spain|austria|belgium|denmark|finland"
        ),
        "Europe",
    ),
    (regex(r"asia|^ap-|^cn-|australia|india|japan|korea|malaysia|indonesia|newzealand|taiwan"), "Asia Pacific"),
    (regex(r"southamerica|^sa-|brazil|chile"), "South America"),
    (regex(r"^me-|^il-|uae|qatar|israel"), "Middle East"),
    (regex(r"afric|^af-"), "Africa"),
    (regex(r"^us|us\d?$|northamerica|^nam|^ca-|^mx-|canada|mexico"), "North America"),
)


@lru_cache(maxsize=1024)
def continent(place: Place) -> str | None:
    """The continent that a place is on, as far as its name says."""
    if place.region is None or place.cloud == HOSTED:
        return place.region
    return next((name for pattern, name in _CONTINENTS if pattern.search(place.region)), None)


def _inside(wide: str, region: str) -> bool:
    found = _WIDE.fullmatch(wide)
    return found is not None and region.startswith(_BEGINS[found[1]])


def crossing(cloud: str, source: Region, target: Region) -> tuple[str, Region, Region]:
    """(cloud that bills, from, to) of a way whose ends may be in another cloud, as `seen_from` names them: what leaves a cloud goes out
    to the internet, and the cloud that it leaves bills for it."""
    if isinstance(source, str) and (found := _elsewhere(source)) is not None:
        return found.cloud, found.region, "internet"
    if isinstance(target, str) and _elsewhere(target) is not None:
        return cloud, source, "internet"
    return cloud, source, target


def _elsewhere(text: str) -> Place | None:
    for cloud, name in _NAMES.items():
        if str.__str__(text).startswith(name):
            return Place(cloud, str.__str__(text)[len(name) + 1 :] or None)
    return None
