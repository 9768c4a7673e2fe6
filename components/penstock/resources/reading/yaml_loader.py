"""PyYAML's loader for texts inside inputs. It takes long to import, and few programs need it."""

from __future__ import annotations

from typing import Any

import yaml


class Loader(yaml.SafeLoader):
    """Plain values only; a date stays text, as Kubernetes and CloudFormation take it."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Raises YAMLError for an alias."""
        if self.check_event(yaml.AliasEvent):  # pyright: ignore[reportUnknownMemberType]
            raise yaml.YAMLError("an alias")
        return super().compose_node(parent, index)


def _tagged(loader: Loader, suffix: str, node: Any) -> Any:
    """A value with a tag: `!Ref X` is `{"Ref": "X"}`, every other function is called `Fn::` (CloudFormation, Intrinsic functions)."""
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_multi_constructor("!", _tagged)  # pyright: ignore[reportUnknownMemberType]


def load_all(text: str) -> list[Any] | None:
    """The documents in a text; None when it is not YAML."""
    try:
        return list(yaml.load_all(text, Loader=Loader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
