"""The resource tree: components with what they hold, like siblings on one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.text import Text
from rich.tree import Tree

from penstock.cli.text import printable, short_type
from penstock.resources.reading.capture import Capture, Resource

Children = Mapping[str | None, Sequence[Resource]]


def resource_tree(capture: Capture) -> Tree:
    """A tree of every resource of the stack; providers are left out, they are nobody's bill."""
    children: dict[str | None, list[Resource]] = defaultdict(list)
    shown = [resource for resource in capture.resources if not resource.type.startswith("pulumi:providers:")]
    urns = {resource.urn for resource in shown}
    for resource in shown:
        if resource.type != "pulumi:pulumi:Stack":
            children[resource.parent if resource.parent in urns else None].append(resource)
    stack = next((resource.urn for resource in shown if resource.type == "pulumi:pulumi:Stack"), None)
    count = sum(resource.custom for resource in shown)
    tree = Tree(Text.assemble((f"{capture.project}/{capture.stack}", "bold"), (f"  {count} resources", "dim")))
    _grow(tree, children, None)
    if stack is not None:
        _grow(tree, children, stack)
    return tree


def _grow(tree: Tree, children: Children, parent: str | None) -> None:
    def kind(resource: Resource) -> tuple[bool, str]:
        return (resource.urn in children, resource.type)

    for (has_children, token), group in groupby(
        sorted(children.get(parent, ()), key=lambda r: (*kind(r), r.name)), key=kind
    ):
        resources = list(group)
        if has_children:
            for resource in resources:
                branch = tree.add(
                    Text.assemble((printable(resource.name), "bold"), "  ", (printable(short_type(token)), "dim"))
                )
                _grow(branch, children, resource.urn)
        else:
            # A component's parts mostly carry its name: what differs is worth reading.
            prefix = f"{parent.rpartition('::')[2]}-" if parent else ""
            names = ", ".join(
                resource.name.removeprefix(prefix) for resource in resources if f"{resource.name}-" != prefix
            )
            times = f" x{len(resources)}" if len(resources) > 1 else ""
            external = " (read)" if all(resource.external for resource in resources) else ""
            tree.add(
                Text.assemble(
                    printable(short_type(token)), (times, "bold"), (external, "yellow"), "  ", (printable(names), "dim")
                )
            )
