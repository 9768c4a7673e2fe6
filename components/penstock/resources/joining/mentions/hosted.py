"""Hosted services that take logs, metrics, traces and events at addresses of a continent.

Their hosts name a region of theirs (`otlp-gateway-prod-eu-west-2.grafana.net`) or no more than a continent (`intake.logs.datadoghq.eu`,
`listener-au.logz.io`). Where in it they stand is theirs to know, so that only another continent than one's own is another place.

Sources: Datadog, sites; Grafana Cloud, regional endpoints; New Relic, data centres (`eu01.nr-data.net`); Honeycomb, Coralogix, Logz.io and
Elastic Cloud, regions and endpoints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from penstock.regex import regex
from penstock.resources.reading.inputs import masked_like, plain

from .said import Said
from .words import HOSTED, Place, continent, place_of

_HOST: Final = regex(r"(?<![\w.@-])((?:[a-z0-9_-]+\.){1,8}[a-z]{2,10})(?![\w.-])", re.IGNORECASE)
_TAKES_IN: Final = regex(
    r"(?:^|[.-])(?:\w*intake|ingest(?:ion|or|er|ress)?|ingress|otlp\w*|otel\w*|logs?|metrics?|traces?|collectors?|http-inputs|input|listener|prometheus(?:-\w+)*"
    r"|loki|tempo|logs-prod|metric-api|log-api|trace-api|insights-collector|log-input|events-api|api-events|telemetry|nr-data|remote-write|receiver|hec)(?:[.-]|\d|$)"
)
"""Labels of hosts that take such data in."""

_SITES: Final = regex(r"(?:^|\.)(?:(?P<site>us|eu|ap)\d\.)?datadoghq\.(?P<top>com|eu)$")
_OF_DATADOG: Final = regex(r"(?:^|[.-])(?:\w*intake|logs?|trace|agent|process|metrics|otlp|site)(?:[.-]|$)")
_OWN: Final = regex(
    r"(?:amazonaws\.com(?:\.cn)?|googleapis\.com|azure\.com|windows\.net|api\.aws|pkg\.dev|\.svc|\.local|\.internal)$"
)
"""Hosts of the three clouds, whose places are their regions."""

_CONTINENTS: Final = {
    **dict.fromkeys(("us", "na", "nam"), "North America"),
    **dict.fromkeys(("eu", "emea", "europe"), "Europe"),
    **dict.fromkeys(("ap", "apac", "au", "asia", "jp", "in"), "Asia Pacific"),
}
_WORD: Final = regex(r"([a-z]{2,6})\d{0,2}")
_REGION: Final = regex(r"(?:^|-)((?:us|eu|ap|ca|sa|au|me|af|europe|asia|australia)-[a-z]+-?\d+)(?:-|$)")


def taken_in(text: str, path: str) -> Iterator[Said]:
    """What a text sends to services that take data in, on a continent that their hosts name."""
    for host, place in _hosts(plain(text)):
        yield Said(place, masked_like(text, host), path, writes=True)


@lru_cache(maxsize=8192)
def _hosts(text: str) -> tuple[tuple[str, Place], ...]:
    return tuple(_found(text)) if "." in text and len(text) < _MOST_TEXT else ()


_MOST_TEXT: Final = 4096


def _found(text: str) -> Iterator[tuple[str, Place]]:
    for match in _HOST.finditer(text):
        host = match[1].lower()
        if _OWN.search(host):
            continue
        place = _of_datadog(host) if "datadoghq" in host else _of_labels(host) if _TAKES_IN.search(host) else None
        if place is not None:
            yield host, place


def _of_datadog(host: str) -> Place | None:
    found = _SITES.search(host)
    if found is None or host == "datadoghq.com":  # the name of an API group, too
        return None
    if host != found[0].lstrip(".") and not _OF_DATADOG.search(host):
        return None
    site = "eu" if found["top"] == "eu" else found["site"] or "us"
    return Place(HOSTED, _CONTINENTS[site])


def _of_labels(host: str) -> Place | None:
    *labels, _ = host.split(".")
    for label in labels:
        found = _REGION.search(label)
        place = None if found is None else place_of(found[1])
        where = None if place is None else continent(place)
        for word in () if where else label.split("-"):
            inner = _WORD.fullmatch(word)
            where = where or (None if inner is None or word == "in" else _CONTINENTS.get(inner[1]))
        if where is not None:
            return Place(HOSTED, where)
    return None
