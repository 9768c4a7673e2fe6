"""JSON over HTTP, with retries, for the price lists that need no SDK."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.util import Retry, Timeout

from penstock.problem import InputError, Problem

from .shapes import RERUN

TRIES: Final = 6
"""Waits of about 1, 2, 4, 8 and 16 s, each with up to 1 s of chance: half a minute of a source's trouble is sat out. A
`Retry-After` is kept to."""

_BUSY: Final = (429, 500, 502, 503, 504)


class HttpStatusError(Exception):
    """A reply that is no success, after retries where they make sense. `detail` is the source's own words."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(f"HTTP {status}: {detail}")
        self.status = status


class Web:
    """GETs of one source at `url`, through the proxy that the environment names for it (`https_proxy`, `no_proxy`).

    `first_wait`: seconds before the second try; each next wait is twice as long.
    """

    def __init__(self, source: str, url: str, *, first_wait: float = 1.0) -> None:
        self._source = source
        retries = Retry(
            total=TRIES - 1,
            backoff_factor=first_wait,
            backoff_jitter=first_wait,
            status_forcelist=_BUSY,
            allowed_methods={"GET"},
            redirect=0,
            raise_on_redirect=False,  # a reply must not send a key to another host: a redirect is an answer we do not take
            raise_on_status=False,
        )
        timeout = Timeout(connect=10, read=60)
        proxy = _proxy_of(url)
        self.pool = (
            urllib3.PoolManager(retries=retries, timeout=timeout)
            if proxy is None
            else urllib3.ProxyManager(proxy, retries=retries, timeout=timeout)
        )

    def get_json(self, url: str, *, fields: Mapping[str, str] | None = None, headers: Mapping[str, str]) -> Any:
        """The decoded body, numbers with a point as Decimal.

        Raises:
            HttpStatusError: any status but 200.
            InputError: no answer, or one that is not JSON.
        """
        try:
            reply = self.pool.request("GET", url, fields=dict(fields) if fields else None, headers=dict(headers))
        except urllib3.exceptions.HTTPError as error:
            raise self.problem(f"{urlsplit(url).hostname} does not answer: {_short(error)}") from error
        if reply.status != 200:
            raise HttpStatusError(reply.status, _words(reply.data))
        try:
            return json.loads(reply.data, parse_float=Decimal)
        except ValueError as error:
            raise self.problem(f"{urlsplit(url).hostname} answers what is not JSON: {_short(error)}") from error

    def problem(self, what: str, fix: str = RERUN) -> InputError:
        """An InputError of this source."""
        return InputError([Problem(self._source, what, fix)])


def _proxy_of(url: str) -> str | None:
    """As the standard library reads the environment: urllib3 does not."""
    parts = urlsplit(url)
    return None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)


def _words(body: bytes) -> str:
    """`error.message`, as Google and Azure put it, or the beginning of the body."""
    try:
        return str(json.loads(body)["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return body[:200].decode(errors="replace").strip() or "no words"


def _short(error: Exception) -> str:
    """The innermost reason: urllib3 wraps it in the pool and the URL."""
    reason = getattr(error, "reason", None)
    return str(reason if isinstance(reason, Exception) else error)
