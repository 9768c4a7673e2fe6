"""How an object of a bucket lives: which class it is in at which age, when it goes, and what is kept of it after that.

Rules that are off, that cover a part of the bucket, or that are not known leave everything where it is: nothing becomes cheaper by what
may not happen. What is not known of how long deleted objects are kept counts at the most that a cloud takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from penstock.cost.shapes import Range
from penstock.resources.facts import Bucket, LifecycleRule
from penstock.resources.reading.values import Unknown, known

YEAR: Final = 365
"""Days. An estimate is of a month of this year: an object that lives longer counts by its first year."""

_NEVER: Final = Range(Decimal(0), Decimal(YEAR) / 2, Decimal(YEAR))
"""Days that old versions are kept on the average of a year which nothing removes: they pile up."""

_LONGEST_SOFT_DELETE: Final = {"gcp": 90, "azure": 365}
"""Days (Cloud Storage, Soft delete: 7 to 90; Blob Storage, Soft delete for blobs: 1 to 365)."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Objects of `start` to `end` days are in `storage_class`; `end` None: for good."""

    storage_class: str
    start: int
    end: int | None


@dataclass(frozen=True, slots=True)
class Life:
    """An object's tiers by its age. `first`: the class that it is written to. `expire`: its age when it is deleted; None: never.

    `kept`: what is kept of deleted objects, as a share of what the bucket holds; `kept_days`: for how long. `basis`, `keeps`: both for
    people. `old_versions`: what becomes of overwritten objects, for people; empty: they are gone. `watched`: what moves objects by when they were last read, and takes something for each.
    """

    first: str
    tiers: Sequence[Tier]
    expire: int | None
    kept: Range
    kept_days: int
    basis: str
    keeps: str
    old_versions: str
    watched: Sequence[str]

    @property
    def window(self) -> int:
        """Days over which the mean is taken: its life, or its first year."""
        return YEAR if self.expire is None else min(self.expire, YEAR)

    @property
    def days_in_tiers(self) -> list[int]:
        """Days of the window that it is in each tier."""
        last = self.window
        return [max(0, min(last if it.end is None else it.end, last) - it.start) for it in self.tiers]

    @property
    def moved(self) -> list[bool]:
        """Whether it comes to each tier by a transition within the window."""
        return [it.start < self.window and (it.start > 0 or it.storage_class != self.first) for it in self.tiers]


def life_of(bucket: Bucket, first: str, mean: Decimal | None = None) -> Life:
    """How the objects of `bucket` live, which are written to the class `first`. `mean`: bytes of one; None: not known."""
    if not known(bucket.lifecycle):
        return _all_in(bucket, first, f"lifecycle not known: all in {first}")
    rules = [rule for rule in bucket.lifecycle if rule.enabled is True and rule.whole_bucket is True]
    moves, staying = _moves(rules, first, mean)
    if moves is None:
        return _all_in(bucket, first, f"a transition is not known: all in {first}")
    lives = [rule.expire_days for rule in rules if rule.expire_days is not None]
    if any(isinstance(days, Unknown) for days in lives):
        return _all_in(bucket, first, f"when objects expire is not known: all in {first}")
    expire = min((days for days in lives if known(days) and days > 0), default=None)
    if bucket.autoclass is not False:  # it takes no rules that set a class (Cloud Storage, Autoclass)
        moves = [(0, first)]
    moves = [(days, name) for days, name in moves if expire is None or days < expire]
    ends = [*(days for days, _ in moves[1:]), expire]
    tiers = [Tier(name, days, end) for (days, name), end in zip(moves, ends, strict=True) if end is None or end > days]
    kept, words = (Range.of(Decimal(0)), "") if expire is None else _kept(bucket, rules)
    share = kept.times(1 / Decimal(expire or 1))
    return Life(
        first=first,
        tiers=tiers,
        expire=expire,
        kept=share,
        kept_days=int(kept.floor),
        basis=_basis(bucket, tiers, expire, staying),
        keeps=f"{words}, of objects that live {_days(expire or 1)}: {float(share.expected):,.4g} times what it holds",
        old_versions=_old_versions(bucket, rules),
        watched=_watched(bucket, tiers),
    )


def _all_in(bucket: Bucket, first: str, basis: str) -> Life:
    tiers = (Tier(first, 0, None),)
    return Life(
        first, tiers, None, Range.of(Decimal(0)), 0, basis, "", _old_versions(bucket, ()), _watched(bucket, tiers)
    )


def _moves(
    rules: Iterable[LifecycleRule], first: str, mean: Decimal | None
) -> tuple[list[tuple[int, str]] | None, str]:
    """(days, class) from day 0 on, in order; None when one of them is not known. Objects that are too small for a move stay where
    they are, and the words say so."""
    found, words = [(0, first)], ""
    for move in (move for rule in rules for move in rule.transitions):
        if not known(move.days) or not known(move.storage_class):
            return None, ""
        if mean is not None and mean < move.smallest:
            words = f"objects of {mean / 1024:,.1f} KiB stay: none below {move.smallest // 1024} KiB moves"
            continue
        found.append((max(0, move.days), move.storage_class))
    return sorted(found, key=lambda move: move[0]), words


def _old_versions(bucket: Bucket, rules: Sequence[LifecycleRule]) -> str:
    """What becomes of the objects that others are written over, which nobody says how many they are."""
    if bucket.versioned is False:
        return ""
    days = [it for rule in rules if (it := rule.noncurrent_expire_days) is not None]
    ends = min((it for it in days if known(it)), default=None)
    if ends is None and any(rule.expires_old_versions is True and rule.expire_days is not None for rule in rules):
        stay = "which go by the same rule"
    else:
        stay = "which no rule removes by age" if ends is None else f"kept {_days(ends)}"
    return f"old versions of what is overwritten, {stay}{'' if bucket.versioned is True else ', if it is versioned'}"


def _kept(bucket: Bucket, rules: Sequence[LifecycleRule]) -> tuple[Range, str]:
    """Days that a deleted object is still billed, on average and at most, and of what, for people.

    In a versioned bucket an expiry makes old versions of objects, which stay until another rule removes them (Amazon S3 user guide,
    Expiring objects; Blob Storage, Delete a blob when versioning is enabled); on Google Cloud a rule without a state removes both.
    """
    softly, words = bucket.soft_delete_days, list[str]()
    soft = softly if known(softly) else _LONGEST_SOFT_DELETE.get(bucket.cloud, 0)
    days = Range.of(Decimal(soft))
    if soft:
        words.append(f"soft-deleted for {'' if known(softly) else 'up to '}{_days(soft)}")
    if bucket.versioned is not False and not any(rule.expires_old_versions is True for rule in rules):
        old = [it for rule in rules if (it := rule.noncurrent_expire_days) is not None]
        removed = min((it for it in old if known(it)), default=None)
        days += _NEVER if removed is None else Range.of(Decimal(removed))
        words.append(
            "old versions that no rule removes (182.5 days on the mean of a year)"
            if removed is None
            else f"old versions for {_days(removed)}"
        )
    return days, " and ".join(words)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _basis(bucket: Bucket, tiers: Sequence[Tier], expire: int | None, staying: str) -> str:
    basis = ", ".join(
        f"{tier.storage_class} from day {tier.start}" if tier.start else tier.storage_class for tier in tiers
    )
    if bucket.autoclass is not False:
        basis = f"{basis}, moved by when it was last read: counted as never moved"
    basis = f"{basis}, gone after {expire} days" if expire else basis
    return f"{basis}; {staying}" if staying else basis


def _watched(bucket: Bucket, tiers: Sequence[Tier]) -> tuple[str, ...]:
    named = tuple(it.storage_class for it in tiers)
    return (*named, "AUTOCLASS") if bucket.autoclass is True else named
