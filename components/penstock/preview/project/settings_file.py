"""A YAML file of settings as a mapping; one that cannot be read is told with its line, and what to write instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import yaml

from penstock.problem import InputError, Problem


def mapping_in(file: Path) -> dict[str, Any]:
    """What the file says; nothing for one that is empty.

    Raises:
        InputError: it cannot be read, is not YAML, or is no mapping that ends.
    """
    try:
        content: object = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark is not None else ""
        raise InputError([Problem(f"{file}{line}", f"is not YAML: {error.problem}", _advice(error))]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        what = f"is not YAML: {str(error).splitlines()[0]}"
        raise InputError([Problem(str(file), what, "save it as text in UTF-8")]) from None
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise InputError([Problem(str(file), what, "make it a file that you may read")]) from None
    if content is None:  # an empty file, or nothing but comments
        return {}
    if not isinstance(content, dict):
        what = "is not a mapping of settings"
        raise InputError([Problem(str(file), what, "write it as `key: value` lines")])
    if _contains_itself(cast("object", content), ()):
        what = "has an alias (*name) inside what its anchor (&name) names: it has no end"
        raise InputError([Problem(str(file), what, "write it out")])
    return cast("dict[str, Any]", content)


def _advice(error: yaml.MarkedYAMLError) -> str:
    """What is usually meant, by what PyYAML says."""
    problem, context, mark = error.problem or "", error.context or "", error.context_mark
    since = f" that line {mark.line + 1} opens" if mark is not None and context != "while parsing a flow node" else ""
    if "'\\t'" in problem:
        return "indent it by spaces: YAML takes no tabs"
    if "']'" in problem or "'}'" in problem or context.startswith("while parsing a flow"):
        return f"close the bracket{since}"
    if "quoted scalar" in context:
        return f"close the quotation mark{since}"
    if "mapping values" in problem:
        return 'put a text that has ": " in it into quotes, or indent the key like those beside it'
    if "alias" in problem:
        return "name an anchor (&name) that stands above it, or put a text that begins with * into quotes"
    return "write it as `key: value` lines, each key indented by spaces like those beside it"


def _contains_itself(value: object, above: tuple[int, ...]) -> bool:
    """Whether a mapping or a list is its own part, as an alias inside its anchor makes it."""
    if not isinstance(value, dict | list):
        return False
    if id(cast("object", value)) in above:
        return True
    items = cast("dict[Any, object]", value).values() if isinstance(value, dict) else cast("list[object]", value)
    return any(_contains_itself(item, (*above, id(cast("object", value)))) for item in items)
