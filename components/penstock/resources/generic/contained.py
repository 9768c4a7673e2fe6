"""Resources that a template of another tool declares, read by the readers of their cloud as if the program declared them itself.

They are joined among themselves (a group with its launch template), and their facts are then those of the resource that has the
template: that is what the program can change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from penstock.resources.facts import Fact, Free, InstanceChoice, Node, NodeTemplate, Unread
from penstock.resources.joining.link import link
from penstock.resources.machines.selection import Selection
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context
from penstock.resources.reading.values import Unknown

T = TypeVar("T", InstanceChoice, Selection)


def contained(
    holder: Resource, context: Context, parts: Sequence[Resource], readers: Mapping[str, Reader]
) -> Iterator[Fact]:
    """The facts of `parts`, which are inside `holder`. The URN of a part is its path inside it."""
    provider = context.by_urn.get(holder.provider or "")
    resources = (*parts, *(() if provider is None else (provider,)))
    inside = Context(
        replace(context.capture, resources=tuple(sorted(resources, key=lambda it: it.urn))), context.complete
    )
    facts = [fact for part in parts if part.type in readers for fact in readers[part.type](part, inside)]
    joined = link(facts, managed=frozenset(part.urn for part in parts), complete=context.complete)
    yield from (_node(node, holder) for node in joined.nodes)
    yield from (_template(template, holder) for template in joined.templates)
    others = (*joined.buckets, *joined.volumes, *joined.snapshots, *joined.gateways, *joined.charges, *joined.paths)
    yield from _moved(others, holder)


def _moved(facts: Iterable[Fact], holder: Resource) -> Iterator[Fact]:
    yield from (replace(it, urn=holder.urn) for it in facts if not isinstance(it, Free | Unread))


def _node(node: Node, holder: Resource) -> Node:
    """A node with all that its template says, which cannot be found by its new URN."""
    template = node.template
    if template is not None:
        public = template.public_address if isinstance(node.public_address, Unknown) else node.public_address
        node = replace(
            node,
            public_address=public,
            disks=node.disks or template.disks,
            mentions=(*node.mentions, *template.mentions),
        )
    return replace(
        node,
        urn=holder.urn,
        choices=_here(node.choices, holder),
        selections=_here(node.selections, holder),
        templates=(),
        template=None,
        references=tuple(replace(it, urn=holder.urn) for it in node.references),
    )


def _template(template: NodeTemplate, holder: Resource) -> NodeTemplate:
    choices, selections = _here(template.choices, holder), _here(template.selections, holder)
    return replace(template, urn=holder.urn, choices=choices, selections=selections)


def _here(found: tuple[T, ...], holder: Resource) -> tuple[T, ...]:
    """At the path that says which part of the holder has them."""
    return tuple(replace(it, urn=holder.urn, path=f"{it.urn}.{it.path}") for it in found)
