"""Where the keys of `penstock:environment` stand in a stack file, and what only its text shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as File
from typing import Final, cast

import yaml

from .finding import Path

CONFIG_KEY: Final = "penstock:environment"
_MERGE: Final = "tag:yaml.org,2002:merge"
_Entries = dict[str, tuple[yaml.Node, yaml.Node]]


class Lines:
    """A stack file's environment as marked nodes. Paths are relative to `penstock:environment`."""

    def __init__(self, key: yaml.Node, value: yaml.Node, config: _Entries) -> None:
        self._key = key
        self._value = value
        self._config = config

    @classmethod
    def read(cls, source: File) -> Lines | None:
        """None when the file cannot be read or has no environment: then problems are told without lines."""
        try:
            with source.open(encoding="utf-8") as text:
                node = yaml.SafeLoader(text).get_single_node()
        except (OSError, UnicodeDecodeError, yaml.YAMLError):
            return None
        _, config = _entries(node).get("config", (None, None))
        entries = _entries(config)
        found = entries.get(CONFIG_KEY)
        return None if found is None else cls(*found, entries)

    def line(self, path: Path) -> int:
        """The line of the key or item at `path`, from 1; for a missing one, of the nearest that holds it."""
        key, value = self._key, self._value
        for part in path:
            if isinstance(part, str):
                found = _entries(value).get(part)
            else:
                items = _items(value)
                found = (items[part], items[part]) if part < len(items) else None
            if found is None:
                break
            key, value = found
        return int(key.start_mark.line) + 1

    def config_line(self, key: str, text: str) -> int | None:
        """The line, from 1, of another key of the stack's config; None where the file does not give it that text."""
        name, value = self._config.get(key, (None, None))
        given = isinstance(value, yaml.ScalarNode) and value.value == text
        return int(name.start_mark.line) + 1 if name is not None and given else None

    def repeated_keys(self) -> Iterator[tuple[Path, int, int]]:
        """Path, first line and later line of every key that stands twice in one mapping."""
        for path, node in self._mappings():
            first: dict[str, int] = {}
            for key, _ in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
                if not isinstance(key, yaml.ScalarNode) or key.tag == _MERGE:
                    continue
                line = int(key.start_mark.line) + 1
                if key.value in first:
                    yield (*path, str(key.value)), first[key.value], line
                first.setdefault(key.value, line)

    def empty_keys(self) -> Iterator[Path]:
        """Path of every key with nothing after it, which reads as null."""
        for path, node in self._mappings():
            for name, (_, value) in _entries(node).items():
                if isinstance(value, yaml.ScalarNode) and value.value == "" and not value.style:
                    yield (*path, name)

    def _mappings(self) -> Iterator[tuple[Path, yaml.MappingNode]]:
        """Every mapping once, at the first path that leads to it (an anchor can be reached by several, even by itself)."""
        seen: set[int] = set()
        todo: list[tuple[Path, yaml.Node]] = [((), self._value)]
        while todo:
            path, node = todo.pop(0)
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, yaml.MappingNode):
                yield path, node
                todo += [((*path, name), value) for name, (_, value) in _entries(node).items()]
            todo += [((*path, index), item) for index, item in enumerate(_items(node))]


def _entries(node: yaml.Node | None) -> _Entries:
    """Key -> its node and its value's, with merged mappings (`<<`) below the mapping's own keys."""
    own: _Entries = {}
    merged: _Entries = {}
    if not isinstance(node, yaml.MappingNode):
        return own
    for key, value in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
        if key.tag == _MERGE:
            for source in [value, *_items(value)]:
                merged = {**_entries(source), **merged}
        elif isinstance(key, yaml.ScalarNode):
            own[str(key.value)] = (key, value)
    return {**merged, **own}


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return cast("list[yaml.Node]", node.value) if isinstance(node, yaml.SequenceNode) else []
