"""Data on its way: who reads and writes what, and which bytes leave for where."""

from __future__ import annotations

from dataclasses import dataclass

from penstock.resources.reading.values import Maybe

from .fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A place that data is read from, as one input of a program names it.

    Attributes:
        data: URN of a resource of the program, or an address in the program's text (`s3://other-bucket`).
        region: the region that the address itself names; None when it names none.
        evidence: how we know, for people: `user data`, `role policy 'node-data'`.
        urn, path: the resource and its input that hold the evidence.
    """

    data: str
    region: Maybe[str] | None
    evidence: str
    urn: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Access(Fact):
    """A policy that lets identities reach data. `identities`: URNs of roles, none until it is attached;
    `data`: URNs of buckets; `elsewhere`: (address, the region that it names) of what is not in the program, such as
    `s3://name`; `evidence`: its name for people."""

    identities: tuple[str, ...]
    data: tuple[str, ...]
    elsewhere: tuple[tuple[str, str | None], ...] = ()
    evidence: str = ""
    path: str = "policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Fact):
    """Gives `policies` (URNs) to `identities` (URNs of roles); a profile has its role as a policy of its own."""

    identities: tuple[str, ...]
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Fact):
    """Bytes that compute reads from data somewhere, made by `link` from the program's own edges.

    Attributes:
        urn: the compute that reads.
        data: URN of what is read, or its address in the program's text (`s3://other-bucket`).
        source_region, target_region: where the data is, where the compute is.
        evidence: how we know, for people: `role policy 'node-data'`, `user data`.
        path: the input that holds the evidence; `evidence_urn`: the resource that has it.
        bucket_name: the physical name of the bucket that is read; None when it is no bucket.
    """

    data: str
    source_region: Maybe[str] | None
    target_region: Maybe[str] | None
    evidence: str
    evidence_urn: str
    path: str = ""
    bucket_name: Maybe[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Path(Fact):
    """Bytes that a resource moves by itself: a replica, a copy, traffic between zones or to the internet.

    Attributes:
        urn: the resource that moves them.
        source_region: where they leave; None when the program does not say.
        target: the region that they go to, `zone` (another zone of the source region) or `internet`.
        key: what a usage file calls the quantity, in GiB a month: `replicated_gib`, `copied_gib`, `sent_gib`, `received_gib`,
            `cross_zone_gib`, `internet_gib`.
        evidence: how we know, for people: `a replication rule`.
    """

    source_region: Maybe[str] | None
    target: Maybe[str]
    key: str
    evidence: str
