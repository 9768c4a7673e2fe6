"""What several rules ask of facts: purpose, hardware, price, and logic with three values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, TypeVar

from penstock import catalog
from penstock.catalog import InstanceType
from penstock.cost.bounds.machines import accelerator_at_most, known_prices, licence_at_most, machine_at_most
from penstock.cost.bounds.units import unit_at_most
from penstock.problem import nearest
from penstock.regex import regex
from penstock.resources.facts import Fact, FactSet, Gateway, InstanceChoice, Node
from penstock.resources.joining.mentions.words import crossing
from penstock.resources.machines.candidates import fitting_types, unsure
from penstock.resources.reading.values import UNKNOWN, Maybe, SecretText, Unknown
from penstock.terms import Purpose, Tag

from .rule import Config, Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A purpose is stated that is none: the strictest limits apply, as where none is stated. `hint`: that, and what was probably meant."""

    hint: str


Stated = Purpose | Misspelt | None
"""A purpose; None: none is stated, so the strictest limits apply."""

UNSTATED: Final = "unstated"
"""The key of a rule's limits for what states no purpose."""

PURPOSE_KEYS: Final = (UNSTATED, *Purpose)
"""The keys that limits by purpose may have."""

_TYPE_NAME: Final = regex(
    r"[a-z][a-z0-9-]{0,19}\.[a-z0-9-]{1,19}|[a-z]{1,3}\d{1,2}[a-z]{0,8}(?:-[a-z0-9]{1,12}){0,4}"
    r"|(?:\d{0,3}x?large|nano|micro|small|medium|metal)|(?i:(?:standard|basic)_[a-z]{1,4}\d{1,3}[a-z0-9_-]{0,40})"
)
"""A type, a family or a size of one, as clouds name them."""

_WORST_FIRST: Final = (Outcome.FAIL, Outcome.UNDETERMINED, Outcome.PASS, Outcome.NOT_APPLICABLE)

T = TypeVar("T")


def purposes(fact: Fact, facts: FactSet, config: Config) -> tuple[Stated, ...]:
    """What the resource may be for: its tag (its own over the provider's), the stack's config, the pack's config.

    One, unless the one who states it is not known before the deployment: then every purpose is possible.
    """
    for stated in (fact.tags.get(Tag.PURPOSE), facts.purpose, config.get("purpose")):
        if isinstance(stated, Unknown):
            return (None, *Purpose)
        if stated:
            return (_purpose(stated),)
    return (None,)


def _purpose(text: str) -> Stated:
    found = next((purpose for purpose in Purpose if purpose == text), None)
    if found is not None:
        return found
    # Text that is near to no purpose is not repeated: it may be anything, also a secret.
    near = None if isinstance(text, SecretText) else nearest(text, Purpose)
    return Misspelt(f"{'what it states' if near is None else text} is none: {_instead(near)}")


def _instead(near: str | None) -> str:
    return f"write one of {', '.join(Purpose)}" if near is None else f"did you mean {near}?"


def purpose_key(purpose: Stated) -> str:
    """The key of a rule's limits."""
    return purpose.value if isinstance(purpose, Purpose) else UNSTATED


def purpose_words(purpose: Stated) -> str:
    """For people."""
    if isinstance(purpose, Purpose):
        return f"purpose {purpose.value}"
    unstated = "an environment with no stated purpose"
    return unstated if purpose is None else f"{unstated} ({purpose.hint})"


def for_each(possible: Sequence[T], judge: Callable[[T], Verdict], what: str) -> Verdict:
    """The verdict when it is the same whichever of `possible` holds, or none of them is against the resource; else
    undetermined because `what` is not known."""
    if len(possible) == 1:  # nearly always
        return judge(possible[0])
    verdicts = [judge(it) for it in possible]
    worst = min(verdicts, key=lambda it: _WORST_FIRST.index(it.outcome))
    if worst.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE) or len({it.outcome for it in verdicts}) == 1:
        return worst
    message = f"{what} is not known before the deployment; {worst.message}"
    return replace(worst, outcome=Outcome.UNDETERMINED, message=message, fix=f"write {what} as a plain value")


def each_node(facts: FactSet, config: Config, judge: Callable[[Node, Stated], Verdict]) -> Iterable[Verdict]:
    """One verdict for each resource that starts machines, by what it is for."""
    for node in facts.nodes:
        yield for_each(purposes(node, facts, config), lambda purpose, it=node: judge(it, purpose), "its purpose")


@dataclass(frozen=True, slots=True)
class Held:
    """How a node stands to a rule's limit. `met`: whether it keeps it; `found`: the fact, in words; `fix`: what to write instead.
    `names_limit` False: it passes whatever the limit is, so that the message does not name it."""

    met: Maybe[bool]
    found: str
    fix: str = ""
    names_limit: bool = True


def each_gpu_node(
    facts: FactSet,
    config: Config,
    *,
    rule: str,
    limits: Mapping[str, float],
    unit: str,
    judge: Callable[[Node, float], Held | str],
) -> Iterable[Verdict]:
    """One verdict for each resource that starts machines, by a limit that holds for those with accelerators.

    `unit` follows the limit in messages (` hours`). `judge` gives how a node stands to its limit, or why the rule has nothing to
    say of it.
    """

    def judged(node: Node, purpose: Stated) -> Verdict:
        def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
            return Verdict(node.urn, rule, "", outcome, message, fix)

        limit = limit_for(limits, purpose)
        if limit is None:
            return verdict(Outcome.NOT_APPLICABLE, f"no limit for {purpose_words(purpose)}")
        held = judge(node, limit)
        if isinstance(held, str):
            return verdict(Outcome.NOT_APPLICABLE, held)
        gpu = has_gpu(node)
        if gpu is False:
            return verdict(Outcome.NOT_APPLICABLE, "no accelerators")
        words = f"; limit for {purpose_words(purpose)}: {limit:g}{unit}" if held.names_limit else ""
        message = f"{held.found}{words}"
        if held.met is True:
            return verdict(Outcome.PASS, message)
        if isinstance(gpu, Unknown):
            message = f"whether its instances have accelerators is not known; {message}"
        unsure = isinstance(gpu, Unknown) or isinstance(held.met, Unknown)
        return verdict(Outcome.UNDETERMINED if unsure else Outcome.FAIL, message, held.fix)

    return each_node(facts, config, judged)


def limit_for(limits: Mapping[str, T], purpose: Stated) -> T | None:
    """A rule's limit for a purpose; None: the rule sets none."""
    return limits.get(purpose_key(purpose))


def hardware(cloud: str, name: str) -> InstanceType | None:
    """The catalog's entry; None when the type, or the whole cloud, is not in it."""
    try:
        return catalog.load(cloud).instance_type(str.__str__(name))
    except KeyError:
        return None


@dataclass(frozen=True, slots=True)
class Price:
    """USD per hour on-demand, between `low` and `high`; equal when the price is known. `why`: what `high` is, where it is no price of
    the region; it is the figure that decides, and the one that is told."""

    low: Decimal
    high: Decimal
    why: str = ""

    def __str__(self) -> str:
        return f"{_usd(self.high)} $/h on-demand{f' ({self.why})' if self.why else ''}"

    def with_licence(self, kind: InstanceType, licence: str) -> Price:
        """What it costs with what its image bills on top, of which only the most is known."""
        if not licence:
            return self
        why = "; ".join(filter(None, (self.why, f"with {licence} at most")))
        return Price(self.low, self.high + licence_at_most(kind, licence), why)


def choice_price(kind: InstanceType, choice: InstanceChoice, region: Maybe[str] | None) -> Price | None:
    """What an hour of a choice costs, with what is attached to it; None when either has no known price."""
    machine_price, attached, count = price(kind, region), choice.accelerator, choice.accelerator_count
    if machine_price is None or attached is None:
        return machine_price
    if not isinstance(attached, str) or not isinstance(count, int):
        return None
    book, name = catalog.load(kind.cloud), str.__str__(attached)
    each = book.unit_price(f"gpu-{name}-hour", str.__str__(region)) if isinstance(region, str) else None
    if each is not None:
        return Price(machine_price.low + count * each.usd, machine_price.high + count * each.usd, machine_price.why)
    most = accelerator_at_most(book, name)
    why = machine_price.why or _elsewhere(region)
    return None if most is None else Price(machine_price.low, machine_price.high + count * most, why)


def price(kind: InstanceType, region: Maybe[str] | None) -> Price | None:
    """What an hour costs in `region`. Where that is not known, it lies between the cheapest known price and the dearest; where no
    region's is, between nothing and what its size lets it cost, and for one with accelerators it is None."""
    book = catalog.load(kind.cloud)
    if isinstance(region, str):
        offering = book.offering(kind.name, str.__str__(region))
        if offering is not None and offering.on_demand_hourly is not None:
            return Price(offering.on_demand_hourly, offering.on_demand_hourly)
    most = machine_at_most(book, kind)
    found = known_prices(book, kind.name)
    why = _elsewhere(region) if found else "at most, by its size: no region has a price of it"
    return None if most is None else Price(min(found, default=Decimal(0)), most, why)


def _elsewhere(region: Maybe[str] | None) -> str:
    place = "its region is not known" if region is None or isinstance(region, Unknown) else f"none in {region}"
    return f"the dearest price known: {place}"


def billed_price(node: Node) -> Price | None:
    """What an hour of a node costs whose service bills what it is made of, between what has a price in its region and what the rest
    costs at most; None where that is not known."""
    low = high = Decimal(0)
    for sku, each in node.billed:
        if isinstance(each, Unknown):
            return None
        book = catalog.load(node.cloud)
        region = str.__str__(node.region) if isinstance(node.region, str) else ""
        found = book.unit_price(sku, region)
        most = unit_at_most(book, region, sku) if found is None else found.usd
        if most is None:
            return None
        low, high = low + each * (Decimal(0) if found is None else found.usd), high + each * most
    return Price(low, high, "" if low == high else f"at most: {_elsewhere(node.region)}")


def _usd(amount: Decimal) -> str:
    return f"{amount.quantize(Decimal('0.01')):,}"


def per_gib(cloud: str, source: str, target: str) -> str:
    """What a GiB from a region to another costs, for people."""
    payer, start, end = crossing(cloud, source, target)
    try:
        found = catalog.load(payer).transfer(start, end) if isinstance(start, str) and isinstance(end, str) else None
    except KeyError:
        found = None
    return "an unpriced transfer" if found is None else f"{found.usd.normalize():f} $ per GiB"


def gpus(kind: InstanceType) -> str:
    """`8 x H100 (tier 4)`, or `no accelerator`."""
    if kind.gpu_name is None:
        return "no accelerator"
    count = kind.gpu_count.normalize()
    return f"{count:f} x {kind.gpu_name} (tier {kind.gpu_tier})"


def has_gpu(node: Node) -> Maybe[bool]:
    """Whether any type that the node may get has an accelerator."""
    answers = [_choice_has_gpu(node.cloud, choice) for choice in node.choices]
    if any(answer is True for answer in answers):
        return True
    selected = [kind.gpu_count > 0 for it in node.selections for kind in fitting_types(it, node.cloud, node.region)]
    if selected and all(selected) and not any(map(unsure, node.selections)):
        return True
    if selected and not any(selected):
        return UNKNOWN if any(isinstance(it, Unknown) for it in answers) else False
    blind = node.requirements or not answers
    return UNKNOWN if blind or any(isinstance(it, Unknown) for it in answers) else False


def _choice_has_gpu(cloud: str, choice: InstanceChoice) -> Maybe[bool]:
    if isinstance(choice.accelerator, str):
        return True
    if isinstance(choice.instance_type, Unknown) or choice.accelerator is not None:
        return UNKNOWN
    kind = hardware(cloud, choice.instance_type)
    return UNKNOWN if kind is None else kind.gpu_count > 0


def shown(name: str) -> str:
    """An instance type's name for people. Text of another shape is not repeated: it may be anything, also a secret."""
    if isinstance(name, SecretText) or _TYPE_NAME.fullmatch(name):
        return str(name)
    return "text that is no instance type"


def choice_name(kind: InstanceType, choice: InstanceChoice) -> str:
    """The name of a type of the catalog, for people; a secret one stays masked."""
    return f"{choice.instance_type}" if isinstance(choice.instance_type, SecretText) else kind.name


_STOPPERS: Final = {
    "alarm": "an alarm",
    "autoscale rule": "an autoscale rule",
    "service": "its service",
    "steward": "the steward",
}


def stopper_words(mechanism: str) -> str:
    """What stops a node, as the subject of a sentence."""
    return _STOPPERS.get(mechanism, mechanism)


def has_way_to_objects(nat: Gateway, facts: FactSet) -> Maybe[bool]:
    """Whether the network of a NAT gateway has a way of its own to the object store."""
    ways = [it.network for it in facts.gateways if it.leads_to == "object-storage"]
    if nat.network is not None and nat.network in ways:
        return True
    return UNKNOWN if nat.network is None or None in ways else False


def resource_name(urn: str) -> str:
    """The resource's name in the program."""
    return urn.rpartition("::")[2]


def all_of(values: Iterable[Maybe[bool]]) -> Maybe[bool]:
    """False if any is, else `UNKNOWN` if any is, else True."""
    found = list(values)
    if any(value is False for value in found):
        return False
    return UNKNOWN if any(isinstance(value, Unknown) for value in found) else True


def any_of(values: Iterable[Maybe[bool]]) -> Maybe[bool]:
    """True if any is, else `UNKNOWN` if any is, else False."""
    found = list(values)
    if any(value is True for value in found):
        return True
    return UNKNOWN if any(isinstance(value, Unknown) for value in found) else False
