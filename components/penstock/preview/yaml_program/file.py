"""The text of a YAML program, with the line of each of its parts.

Source: pulumi/pulumi-yaml, `pkg/pulumiyaml/run.go` (`LoadDir`: which file) and its parser, gopkg.in/yaml.v3, to which `yes` and
`2012-10-17` are texts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from penstock.preview.project.project import Project
from penstock.problem import InputError, Problem, nearest

_FILES: Final = ("Main.json", "Main.yaml", "Pulumi.yaml", "Pulumi.yml")
_SECTIONS: Final = ("resources", "variables", "outputs", "components", "config", "configuration")


_OTHERS: Final = [
    "name",
    "description",
    "runtime",
    "main",
    "license",
    "author",
    "website",
    "keywords",
    "template",
    "stackconfigdir",
    "backend",
    "options",
    "plugins",
    "policies",
    "requiredpulumiversion",
    "packages",
    "refresh",
    "sdks",
    "version",
    "namespace",
    "pulumi",
]
"""What else the file of a project or a program has at its top."""


class _Loader(yaml.SafeLoader):
    """YAML's core schema alone."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool", ":value"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_BOOL: Final = ("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"))
for _first in "tTfF":
    _Loader.yaml_implicit_resolvers[_first] = [*_Loader.yaml_implicit_resolvers.get(_first, ()), _BOOL]


@dataclass(frozen=True, slots=True)
class Part:
    """One named part of a section: its value, and where it is."""

    name: str
    value: Any
    line: int


@dataclass(frozen=True, slots=True)
class Text:
    """A program.

    Attributes:
        sections: section -> its parts by name, in the file's order.
    """

    file: Path
    sections: Mapping[str, Mapping[str, Part]] = field(default_factory=dict[str, Mapping[str, Part]])

    def parts(self, section: str) -> Mapping[str, Part]:
        """The parts of a section; none when it is not there."""
        return self.sections.get(section, {})

    def plain(self, section: str) -> dict[str, Any]:
        """A section without its lines."""
        return {name: part.value for name, part in self.parts(section).items()}


def read_text(project: Project) -> Text:
    """The program of a project.

    Raises:
        InputError: it is not YAML, or a section is no mapping.
    """
    places = (project.program / name for name in _FILES)
    file = next((place for place in places if place.is_file()), project.file)
    loader: Any = _Loader(file.read_text(encoding="utf-8-sig"))
    try:
        root = loader.get_single_node()
        sections = _sections(file, loader, root)
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise InputError([Problem(f"{file.name}{line}", f"is not YAML: {error.problem}", "mend it there")]) from None
    finally:
        loader.dispose()
    return Text(file, sections)


def _sections(file: Path, loader: Any, root: yaml.Node | None) -> dict[str, Mapping[str, Part]]:
    found: dict[str, Mapping[str, Part]] = {}
    if not isinstance(root, yaml.MappingNode):
        return found
    for key, node in root.value:
        name, line = str(key.value).casefold(), key.start_mark.line + 1
        if name not in _SECTIONS:
            if (near := nearest(name, _SECTIONS)) is not None and name not in _OTHERS:
                raise problem(file, line, f"there is no section {name!r}: it would be ignored", f"did you mean {near}?")
            continue
        if isinstance(node, yaml.ScalarNode) and node.value in ("", "null", "~"):
            continue
        if not isinstance(node, yaml.MappingNode):
            if name == "config":
                continue  # a folder of stack files, as it was once written
            raise problem(file, line, f"{name} is not a mapping of names", f"write {name}: {{name: ...}}")
        found[name] = {
            str(inner.value): Part(
                str(inner.value), loader.construct_object(value, deep=True), inner.start_mark.line + 1
            )
            for inner, value in node.value
        }
    return found


def problem(file: Path, line: int, what: str, fix: str) -> InputError:
    """What is wrong at a line of the program."""
    return InputError([Problem(f"{file.name}:{line}", what, fix)])
