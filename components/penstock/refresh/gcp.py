"""Google Cloud: prices of machines put together from the SKUs of the Cloud Billing Catalog API.

Shapes (docs.cloud.google.com, "Get Google Cloud pricing information" and the REST reference of `services.skus.list`, read 2026-11):
`GET /v1/services/6F81-5844-456A/skus` (Compute Engine) gives `skus` and `nextPageToken`, empty at the end, at most 5,000 a page, for
all regions at once. A SKU has `description`, `category.usageType`, `serviceRegions` and `pricingInfo`, the last entry in force, with
`pricingExpression.usageUnit` (`h`, `GiBy.h`, `GiBy.mo`) and `tieredRates[].unitPrice` (`units` + `nanos` / 10^9).

No SKU is a machine: "Google Cloud bills accelerator-optimized machine types for their attached GPUs, predefined vCPU, memory, and
bundled Local SSD" (accelerator-optimized machine family). So a price is vCPUs x Core + GiB x Ram + GPUs x GPU + GiB x Local SSD / 730,
each by the SKU's description, which is the only thing that names the machine series. Whether it is Spot is read from the
description too: some Spot SKUs have the usage type OnDemand. Commitments, calendar mode and flex-start are described otherwise.

What it cannot tell: where a machine is sold. The SKUs of the parts name every region of a continent, so only the pairs of type and
region that the catalog has are priced. Nor A4 and A4X, billed per slice (no document says whether with the SSD); shared-core E2,
memory-optimized machines, SSD of other series (`-lssd`), GPUs attached to N1, and TPUs. A machine with a part unpriced has no price.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import product
from typing import Any, Final, NamedTuple, Protocol, cast

import google.auth
from google.auth.exceptions import DefaultCredentialsError, GoogleAuthError
from google.auth.transport.urllib3 import Request

from penstock.catalog import InstanceType
from penstock.terms import HOURS_PER_MONTH, CapacityType

from .shapes import ExpiredCursorError, Feed, Page, Quotes, Row, Types, one_price
from .web import HttpStatusError, Web

URL: Final = "https://cloudbilling.googleapis.com"
KEY_VARIABLE: Final = "GOOGLE_API_KEY"
_COMPUTE_ENGINE: Final = "6F81-5844-456A"
_SCOPE: Final = "https://www.googleapis.com/auth/cloud-billing.readonly"
_LOCAL_SSD: Final = "SSD backed Local Storage"
_NO_SSD: Final = "-nolssd"
_MICRO: Final = Decimal("0.000001")


class _Family(NamedTuple):
    """What the SKUs of a machine family are called. `ssd_gib`: bundled Local SSD per GPU (docs.cloud.google.com,
    "GPU machine types", read 2026-11)."""

    machine: str
    gpus: tuple[str, ...] = ()
    ssd_gib: int = 0


_ACCELERATED: Final = {
    "a2-highgpu": _Family("A2 Instance", ("Nvidia Tesla A100 GPU",)),
    "a2-megagpu": _Family("A2 Instance", ("Nvidia Tesla A100 GPU",)),
    "a2-ultragpu": _Family("A2 Instance", ("Nvidia Tesla A100 80GB GPU",), 375),
    "a3-edgegpu": _Family("A3 Instance", ("Nvidia H100 80GB GPU",), 750),
    "a3-highgpu": _Family("A3 Instance", ("Nvidia H100 80GB GPU",), 750),
    # One part, three names: they differ by region.
    "a3-megagpu": _Family(
        "A3Plus Instance", ("Nvidia H100 80GB Mega GPU", "Nvidia H100 Mega 80GB GPU", "Nvidia H100 80GB Plus GPU"), 750
    ),
    "a3-ultragpu": _Family("A3Ultra Instance", ("H200 141GB GPU",), 1500),
    "g2-standard": _Family("G2 Instance", ("Nvidia L4 GPU",)),
    "g4-standard": _Family("G4 Instance", ("RTX 6000 96GB",)),
}
_SERIES: Final = {
    "c2": "Compute optimized",
    "c2d": "C2D AMD Instance",
    "c3": "C3 Instance",
    "c3d": "C3D Instance",
    "c4": "C4 Instance",
    "c4a": "C4A Arm Instance",
    "e2": "E2 Instance",
    "n1": "N1 Predefined Instance",
    "n2": "N2 Instance",
    "n2d": "N2D AMD Instance",
    "n4": "N4 Instance",
    "t2a": "T2A Arm Instance",
    "t2d": "T2D AMD Instance",
}
_PLAIN_MACHINE: Final = re.compile(r"([a-z0-9]+)-(standard|highmem|highcpu)-\d+")
_MACHINES: Final = {family.machine for family in _ACCELERATED.values()} | set(_SERIES.values())
_UNITS: Final[Mapping[str, tuple[str, ...]]] = {
    **{f"{machine} Core": ("h",) for machine in _MACHINES},
    **{f"{machine} Ram": ("GiBy.h",) for machine in _MACHINES},
    **{gpu: ("h",) for family in _ACCELERATED.values() for gpu in family.gpus},
    _LOCAL_SSD: ("GiBy.h", "GiBy.mo"),
}
"""Part -> the units in which its price is understood."""
_SPOT: Final = re.compile(r"(?:Spot Preemptible (.+?)|(.+?) attached to Spot Preemptible VMs?)(?: (?:running )?in .+)?")
_ON_DEMAND: Final = re.compile(r"(.+?)(?: (?:running )?in .+)?")


class Credentials(Protocol):
    """What is called of google-auth's credentials."""

    def refresh(self, request: object) -> None: ...
    def apply(self, headers: dict[str, str]) -> None: ...


class Gcp:
    """The price list of Google Cloud for `types` in the regions where they are `sold`, pairs of type and region. `environ`: where
    the API key is looked for; `url`: the endpoint."""

    def __init__(
        self,
        types: Types,
        sold: Container[tuple[str, str]],
        *,
        environ: Mapping[str, str],
        url: str = URL,
        first_wait: float = 1.0,
    ) -> None:
        self._types = types
        self._sold = sold
        self._environ = environ
        self._url = f"{url}/v1/services/{_COMPUTE_ENGINE}/skus"
        self._web = Web("gcp", url, first_wait=first_wait)

    def feeds(self, regions: Sequence[str]) -> Sequence[Feed]:  # noqa: ARG002 - one list has all regions
        """One: the catalog of Compute Engine."""
        return [Feed("Compute Engine", partial(self._page, self._headers()))]

    def quotes(self, rows: Sequence[Row], regions: Sequence[str]) -> Quotes:
        """The machines of which every part has a price."""
        parts: dict[tuple[str, CapacityType, str], set[Decimal]] = defaultdict(set)
        for part, kind, region, usd in rows:
            parts[part, CapacityType(kind), region].add(Decimal(usd))
        found: dict[tuple[str, str, CapacityType], set[Decimal]] = {}
        for machine in self._types.values():
            amounts = _amounts(machine)
            sold = [region for region in regions if amounts and (machine.name, region) in self._sold]
            for region, kind in product(sold, (CapacityType.ON_DEMAND, CapacityType.SPOT)):
                prices = [_prices(parts, names, kind, region) for names, _ in amounts]
                found[machine.name, region, kind] = {_sum(chosen, amounts) for chosen in _choices(prices)}
        return one_price(found)

    def _headers(self) -> Mapping[str, str]:
        key = self._environ.get(KEY_VARIABLE)
        return {"X-Goog-Api-Key": key} if key else self._token()

    def _token(self) -> Mapping[str, str]:
        headers: dict[str, str] = {}
        try:
            default = cast("Callable[..., tuple[Credentials, str | None]]", google.auth.default)  # pyright: ignore[reportUnknownMemberType] - google-auth has no types
            credentials, _ = default(scopes=[_SCOPE])
            credentials.refresh(Request(self._web.pool))
            credentials.apply(headers)
        except DefaultCredentialsError as error:
            raise self._web.problem(
                "no Google credentials: the Cloud Billing Catalog is only told to a project",
                f"set {KEY_VARIABLE} to an API key of a project with the Cloud Billing API, or run "
                "`gcloud auth application-default login`",
            ) from error
        except GoogleAuthError as error:
            fix = "run `gcloud auth application-default login` again"
            raise self._web.problem(f"the Google credentials give no token: {error}", fix) from error
        return headers

    def _page(self, headers: Mapping[str, str], cursor: str | None) -> Page:
        fields = {"currencyCode": "USD", "pageSize": "5000", **({"pageToken": cursor} if cursor else {})}
        try:
            reply = self._web.get_json(self._url, fields=fields, headers=headers)
        except HttpStatusError as error:
            if error.status == 400 and cursor:
                raise ExpiredCursorError(cursor) from error
            if error.status in (400, 401, 403):
                fix = f"{KEY_VARIABLE}, or the credentials, must be of a project with the Cloud Billing API enabled"
                raise self._web.problem(f"the Cloud Billing Catalog refuses: {error}", fix) from error
            raise self._web.problem(f"the Cloud Billing Catalog answers {error}") from error
        return Page([row for sku in reply.get("skus", ()) for row in _rows(sku)], reply.get("nextPageToken") or None)


def _rows(sku: Mapping[str, Any]) -> Iterator[Row]:
    """(part, capacity type, region, USD per hour), one for each region; none for a SKU that is no part of a machine."""
    description = sku["description"]
    spot = _SPOT.fullmatch(description)
    plain = spot or _ON_DEMAND.fullmatch(description)
    part = next((name for name in plain.groups() if name), "") if plain else ""
    usage = sku.get("category", {}).get("usageType")
    if part not in _UNITS or usage not in ("OnDemand", "Preemptible") or not sku.get("pricingInfo"):
        return
    expression = sku["pricingInfo"][-1]["pricingExpression"]
    unit, rates = expression["usageUnit"], expression["tieredRates"]
    if unit not in _UNITS[part] or len(rates) != 1:
        return
    price = rates[0]["unitPrice"]
    usd = Decimal(price.get("units") or 0) + Decimal(price.get("nanos") or 0).scaleb(-9)
    hourly = usd / HOURS_PER_MONTH if unit == "GiBy.mo" else usd
    kind = CapacityType.SPOT if spot else CapacityType.ON_DEMAND
    for region in sku.get("serviceRegions", ()):
        yield part, kind, region, f"{hourly:f}"


def _amounts(machine: InstanceType) -> Sequence[tuple[tuple[str, ...], Decimal]]:
    """(names of a part, how much of it), for every part of the machine; empty when its SKUs are not known."""
    name = machine.name.removesuffix(_NO_SSD)
    family = _ACCELERATED.get(name.rpartition("-")[0])
    plain = _PLAIN_MACHINE.fullmatch(machine.name)
    if family is None and machine.gpu_name is None and plain and plain[1] in _SERIES:
        family = _Family(_SERIES[plain[1]])
    if family is None:
        return ()
    amounts: list[tuple[tuple[str, ...], Decimal]] = [
        ((f"{family.machine} Core",), Decimal(machine.vcpus)),
        ((f"{family.machine} Ram",), machine.memory_gib),
    ]
    if family.gpus:
        amounts.append((family.gpus, machine.gpu_count))
    if family.ssd_gib and name == machine.name:
        amounts.append(((_LOCAL_SSD,), family.ssd_gib * machine.gpu_count))
    return amounts


def _sum(prices: Sequence[Decimal], amounts: Sequence[tuple[tuple[str, ...], Decimal]]) -> Decimal:
    parts = (price * amount for price, (_, amount) in zip(prices, amounts, strict=True))
    return sum(parts, Decimal(0)).quantize(_MICRO)


def _prices(
    parts: Mapping[tuple[str, CapacityType, str], set[Decimal]], names: Sequence[str], kind: CapacityType, region: str
) -> set[Decimal]:
    return {price for name in names for price in parts.get((name, kind, region), ())}


def _choices(prices: Sequence[set[Decimal]]) -> Iterator[Sequence[Decimal]]:
    """The parts' prices as they can be combined: one way when each part has one, none when a part has none, and the cheapest
    and the dearest way when a part is listed twice, which `one_price` then says."""
    if all(prices):
        yield [min(of_part) for of_part in prices]
        yield [max(of_part) for of_part in prices]
