"""What the agent asks of a cloud, in no cloud's words: `aws` answers on AWS. And one HTTP call, which every cloud's answers need."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Mapping

from .decide import OutsideError

HTTP_TIMEOUT_S = 10.0


class Cloud(ABC):
    """One node's cloud. Every method raises OutsideError when the cloud does not do its part."""

    @abstractmethod
    def age(self, now: float) -> float:
        """Seconds since the node's launch, so that a reboot makes no node younger; 0 when the cloud does not say. `now`: the wall clock."""

    @abstractmethod
    def publish(self, values: Mapping[str, float]) -> None:
        """Metrics, for the pool and for the node."""

    @abstractmethod
    def terminate(self) -> None:
        """End this node, and lower its group's size with it."""

    @abstractmethod
    def reclaim_deadline(self) -> str | None:
        """When the cloud takes the node away, ISO 8601 in UTC; None while it does not say so."""

    @abstractmethod
    def advises_to_leave(self) -> bool:
        """A reclaim is likelier than usual."""


def http_call(method: str, url: str, headers: Mapping[str, str], body: bytes = b"", *, proxies: bool = True) -> str:
    """The answer's text. Raises OutsideError."""
    request = urllib.request.Request(url, data=body or None, headers=dict(headers), method=method)  # noqa: S310
    opener = urllib.request.build_opener(*([] if proxies else [urllib.request.ProxyHandler({})]))
    try:
        try:
            with opener.open(request, timeout=HTTP_TIMEOUT_S) as answer:
                return answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            with error:
                raise OutsideError(f"{url}: HTTP {error.code} {error.read(2000)!r}", error.code) from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise OutsideError(f"{url}: {error!r}") from None
