"""How nodes are bought, where one input says it of all of them. `path`: that input."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from penstock.resources.facts import Capacity
from penstock.resources.reading.inputs import plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown


def on_demand(path: str, *, by_default: bool = False) -> Capacity:
    """Every node is on-demand."""
    return Capacity(0, Decimal(0), path, by_default=by_default)


def only_on_demand(path: str) -> Capacity:
    """Every node is on-demand, because the cloud sells no spot of this: its resource has no input that could ask for it.

    AWS: SageMaker's "managed spot training" is for training and tuning jobs alone (developer guide, Managed Spot Training), not
    for notebooks, Studio's apps and endpoints. Google Cloud: Workbench instances (`gceSetup`), Colab Enterprise's runtimes and
    Vertex AI's persistent resources (`ResourcePool`) have no provisioning model; of a Dataproc cluster only the secondary workers
    can be preempted (Dataproc, Secondary workers), and the work of a master cannot move there. Azure: Machine Learning's low priority is for clusters (Use low priority
    VMs for batch deployments), not for compute instances and online deployments. All three: a reservation holds on-demand
    capacity.
    """
    return Capacity(0, Decimal(0), path, spot_sold=False)


def spot(path: str) -> Capacity:
    """Every node is spot."""
    return Capacity(0, Decimal(100), path)


@dataclass(frozen=True, slots=True)
class Words:
    """The closed list of an input that says how nodes are bought: the words for spot, and the others, each paid in full."""

    spot: tuple[str, ...]
    others: tuple[str, ...]


def by_word(word: Maybe[str], path: str, words: Words) -> Capacity:
    """How a word of a closed list buys. One that is not in it (`spot` for `SPOT`) is neither spot nor on-demand: the cloud
    refuses it."""
    if isinstance(word, Unknown):
        return unknown_capacity(path)
    if plain(word) in words.spot:
        return spot(path)
    if plain(word) in words.others:
        return on_demand(path)
    return replace(unknown_capacity(path), one_of=(*words.spot, *words.others))


def unknown_capacity(path: str) -> Capacity:
    """Only the cloud knows."""
    return Capacity(UNKNOWN, UNKNOWN, path, kept_when_reclaimed=UNKNOWN)
