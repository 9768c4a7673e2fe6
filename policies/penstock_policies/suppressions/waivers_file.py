"""Reads a file of waivers (`waivers`).

It is read as nodes, all values as the text that is written: nothing in it is built, so none of YAML's tags does anything. A file of
its own, for PyYAML takes long to load and most programs waive nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final, cast

import yaml

from penstock.problem import InputError, Problem, nearest
from penstock.regex import regex

from .waivers import CAP, LONGEST, NONE, Waiver, Waivers

_REQUIRED: Final = ("rule", "urn", "owner", "reason", "ticket", "expires")
_KEYS: Final = (*_REQUIRED, CAP)
_DAY: Final = regex(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONEY: Final = regex(r"\d{1,12}(\.\d{1,2})?", re.ASCII)
_NULL: Final = "tag:yaml.org,2002:null"
_EXAMPLE: Final = f"write waivers: [{{{', '.join(f'{key}: ...' for key in _REQUIRED)}}}]"


def read_waivers(path: Path, *, today: date) -> Waivers:
    """The waivers of a file, on that day (UTC). Raises InputError when it cannot be read at all."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError([Problem(str(path), f"cannot be read: {error.strerror}", "name a file of waivers")]) from None
    return waivers_from(content, where=str(path), today=today)


def waivers_from(content: str | bytes, *, where: str, today: date) -> Waivers:
    """The waivers of a file's content; what is wrong with it is in `problems`, whatever it is."""
    try:
        root = _root(content)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark is not None else ""
        return _malformed(f"{where}{line}", f"is not YAML: {error.problem}")
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return _malformed(where, f"is not YAML: {str(error).splitlines()[0]}")
    except RecursionError:
        return _malformed(where, "is nested too deeply")
    if root is None or _is_null(root):
        return NONE
    if not isinstance(root, yaml.MappingNode):
        return _malformed(where, "is not a mapping")
    problems: list[Problem] = []
    entries = _pairs(root, where, ("waivers",), problems).get("waivers")
    valid: list[Waiver] = []
    if isinstance(entries, yaml.SequenceNode):
        for node in cast("list[yaml.Node]", entries.value):
            waiver = _waiver(node, where, today, problems)
            valid += [] if waiver is None else [waiver]
    elif entries is not None and not _is_null(entries):
        problems.append(Problem(_at(where, entries), "waivers is not a list", _EXAMPLE))
    return Waivers(valid=tuple(valid), problems=tuple(problems))


def _malformed(where: str, what: str) -> Waivers:
    return Waivers(problems=(Problem(where, f"waives nothing: it {what}", _EXAMPLE),))


def _root(content: str | bytes) -> yaml.Node | None:
    return yaml.SafeLoader(content.decode("utf-8-sig") if isinstance(content, bytes) else content).get_single_node()


def _waiver(node: yaml.Node, file: str, today: date, problems: list[Problem]) -> Waiver | None:
    """None when anything is wrong with it, which is then in `problems`."""
    if not isinstance(node, yaml.MappingNode):
        problems.append(Problem(_at(file, node), "waives nothing: it is not a mapping", _EXAMPLE))
        return None
    wrong: list[Problem] = []
    nodes = _pairs(node, file, _KEYS, wrong)
    texts = {key: text for key in nodes if (text := _text(nodes[key]))}
    for key in _KEYS:
        if key not in texts and (key in nodes or key in _REQUIRED):
            what = "is no plain text" if key in nodes else "is missing"
            wrong.append(Problem(_at(file, nodes.get(key, node)), f"{key} {what}", f"write {key}: ..."))
    expires = _day(texts.get("expires", ""))
    if "expires" in texts:
        wrong += _expiry_problems(_at(file, nodes["expires"]), texts["expires"], expires, today)
    if CAP in texts and not _MONEY.fullmatch(texts[CAP]):
        what = f"{CAP} {_shown(texts[CAP])} is no sum"
        wrong.append(Problem(_at(file, nodes[CAP]), what, "write USD a month, as 20000 or 1499.50"))
    problems += [replace(problem, what=f"waives nothing: {problem.what}") for problem in wrong]
    if wrong or expires is None:
        return None
    return Waiver(
        rule=texts["rule"],
        urn=texts["urn"],
        owner=texts["owner"],
        reason=texts["reason"],
        ticket=texts["ticket"],
        expires=expires,
        max_monthly_usd=Decimal(texts[CAP]) if CAP in texts else None,
        where=_at(file, node),
    )


def _expiry_problems(where: str, text: str, expires: date | None, today: date) -> Iterator[Problem]:
    if expires is None:
        yield Problem(where, f"expires {_shown(text)} is no day", f"write it as {today + LONGEST}")
    elif expires < today:
        fix = "delete it, or agree on it again and write a new day"
        yield Problem(where, f"it expired on {expires}, and today is {today} (UTC)", fix)
    elif expires - today > LONGEST:
        fix = f"write {today + LONGEST} or earlier"
        yield Problem(where, f"it expires {expires}, more than {LONGEST.days} days ahead", fix)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _pairs(node: yaml.MappingNode, file: str, known: Collection[str], problems: list[Problem]) -> dict[str, yaml.Node]:
    """Key -> node of what it may hold; unknown and repeated keys become problems."""
    found: dict[str, yaml.Node] = {}
    for key, value in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
        name = _text(key)
        if name not in known:
            close = nearest(name, known)
            fix = f"did you mean {close}?" if close else f"write one of {', '.join(known)}"
            problems.append(Problem(_at(file, key), f"there is no key {_shown(name)}", fix))
        elif name in found:
            problems.append(Problem(_at(file, key), f"{name} stands twice", "write it once"))
        else:
            found[name] = value
    return found


def _text(node: yaml.Node) -> str:
    """What is written, without the blanks around it; empty for what is no text."""
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) and not _is_null(node) else ""


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL


def _at(file: str, node: yaml.Node) -> str:
    """File and line."""
    return f"{file}:{int(node.start_mark.line) + 1}"


def _shown(text: str) -> str:
    """At most a line of it."""
    return repr(text if len(text) <= 60 else f"{text[:59]}…")
