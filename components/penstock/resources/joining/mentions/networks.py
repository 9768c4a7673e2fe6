"""Addresses of a network of the program: a private address is where the network is that it is of.

A file system, a database or a cache that another region has is often named by no more than its private address, when networks are
joined. An address that no network of the program has, or that two of them have in different places, says nothing.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Mapping
from typing import Final

from penstock.regex import regex
from penstock.resources.reading.context import Context, leaves
from penstock.resources.reading.inputs import plain
from penstock.resources.reading.values import Value

from .home import home_of
from .words import Place

Networks = tuple[tuple[ipaddress.IPv4Network, Place], ...]

_RANGES: Final[Mapping[str, tuple[str, ...]]] = {
    "aws:ec2/subnet:Subnet": ("cidrBlock",),
    "aws:ec2/vpc:Vpc": ("cidrBlock",),
    "aws-native:ec2:Subnet": ("cidrBlock",),
    "aws-native:ec2:Vpc": ("cidrBlock",),
    "awsx:ec2:Vpc": ("cidrBlock",),
    "gcp:compute/subnetwork:Subnetwork": ("ipCidrRange",),
    "gcp:filestore/instance:Instance": ("networks",),
    "gcp:redis/instance:Instance": ("reservedIpRange",),
    "azure-native:network:Subnet": ("addressPrefix", "addressPrefixes"),
    "azure-native:network:VirtualNetwork": ("addressSpace", "subnets"),
}
"""Type -> its inputs that hold ranges of addresses; of a block, the texts in it that are ranges."""

_RANGE: Final = regex(r"\d{1,3}(?:\.\d{1,3}){3}/\d{1,2}")
_PRIVATE: Final = regex(r"(?<![\d.])((?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){2,3})(?![\d.]|/\d)")
_NAMES: Final = regex(
    r"server|host|addr|nfs|mount|endpoint|url|dsn|connection|export|source|broker|bootstrap|database|db|redis|cache|master|primary|upstream|storage|volume|share",
    re.IGNORECASE,
)
_QUIET: Final = regex(r"dns|proxy|cidr|allow|deny|listen|bind|gateway|route|ntp|syslog", re.IGNORECASE)


def networks_of(context: Context) -> Networks:
    """The networks of a program whose place is known."""
    found: dict[ipaddress.IPv4Network, Place | None] = {}
    for it in context.of_types(*_RANGES):
        texts = [text for name in _RANGES[it.type] for text in _texts(it.inputs.get(name))]
        place = home_of(it, context) if texts else None
        for text in texts:
            try:
                network = ipaddress.IPv4Network(text, strict=False)
            except ValueError:
                continue
            if place is not None and place.region is not None:
                found[network] = place if found.get(network, place) == place else None
    ordered = sorted(found.items(), key=lambda it: -it[0].prefixlen)
    return tuple((network, place) for network, place in ordered if place is not None)


def _texts(value: Value) -> Iterator[str]:
    return (plain(text) for text in leaves(value) if _RANGE.fullmatch(plain(text)))


def may_hold(text: str, networks: Networks) -> bool:
    """The quick question: whether a text may have an address of the networks."""
    return bool(networks) and _PRIVATE.search(text) is not None


def places_in(path: str, text: str, networks: Networks) -> Iterator[tuple[str, Place]]:
    """(address, place) of each private address of a text at an input that names who is asked for data."""
    if not networks or _NAMES.search(path) is None or _QUIET.search(path) is not None:
        return
    for match in _PRIVATE.finditer(text):
        try:
            address = ipaddress.IPv4Address(match[1])
        except ValueError:
            continue
        place = next((place for network, place in networks if address in network), None)
        if place is not None:
            yield match[1], place
