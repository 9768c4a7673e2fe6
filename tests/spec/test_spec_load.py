"""Reading a stack file: every mistake at once, each once, in plain words, at its place in the file."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from penstock.problem import InputError, Problem
from penstock.spec import Environment, load_config
from penstock.spec.finding import path_text

from .samples import FULL, SMALL, Step, at, document, paths, replaced, without

GOLDEN = Path(__file__).parent / "golden"
STACKS = Path(__file__).parents[2] / "stacks"


def load(value: object, region: str | None = None, source: Path | None = None) -> Environment:
    return load_config(value, default_region=region, source=source, catalog=SMALL)


def problems(value: object, region: str | None = None, source: Path | None = None) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        load(value, region, source)
    return caught.value.problems


def refusal(value: object, region: str) -> InputError | None:
    try:
        load(value, region)
    except InputError as error:
        return error
    return None


def line_of(problem: Problem) -> int:
    found = re.fullmatch(r".*:(\d+) \S+", problem.where)
    assert found, problem
    return int(found[1])


def told(value: object, region: str | None = None) -> dict[str, str]:
    """Path -> what is said of it; fails when a path is told twice."""
    found = problems(value, region)
    by_path = {
        problem.where.removeprefix("penstock:environment "): f"{problem.what}: {problem.fix}" for problem in found
    }
    assert len(by_path) == len(found), found
    return by_path


def test_a_right_file_gives_a_typed_environment() -> None:
    env = load(document())
    assert env.pools[0].max == 4
    assert env.region == "us-east-1"


@pytest.mark.parametrize("stack", sorted(STACKS.glob("Pulumi.*.yaml")), ids=lambda path: path.stem)
def test_the_reference_stacks_load_with_the_real_catalog(stack: Path) -> None:
    config = yaml.safe_load(stack.read_text(encoding="utf-8"))["config"]
    env = load_config(config["penstock:environment"], default_region=config.get("aws:region"), source=stack)
    assert env.region


@pytest.mark.parametrize("name", ["many_mistakes", "other_mistakes"])
def test_a_file_with_many_mistakes_has_each_of_them_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    source = Path(f"{name}.yaml")
    config = yaml.safe_load(source.read_text(encoding="utf-8"))["config"]
    with pytest.raises(InputError) as caught:
        load_config(config["penstock:environment"], default_region=config.get("aws:region"), source=source)
    expected = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(f"{caught.value}\n", encoding="utf-8")
    assert f"{caught.value}\n" == expected.read_text(encoding="utf-8")


def test_the_region_is_the_stacks_own_when_the_environment_names_none() -> None:
    assert load(without(["region"]), "us-east-1").region == "us-east-1"


def test_no_region_at_all_says_where_to_write_one() -> None:
    assert "aws:region: us-east-1" in told(without(["region"]))["region"]


def test_two_different_regions_are_refused_and_nothing_is_concluded_from_either() -> None:
    assert set(told(document(), "eu-north-1")) == {"region"}


@pytest.mark.parametrize("value", [None, 5, "text", [], [1]])
def test_an_environment_that_is_no_mapping_says_so(value: object) -> None:
    assert "is not a mapping" in str(problems(value)[0])


def test_an_empty_environment_names_every_key_that_must_be_given() -> None:
    assert set(told({}, "us-east-1")) == {"cloud", "purpose", "owner", "cost_center", "budget", "pools"}


def test_a_misspelt_key_is_told_once_and_its_value_is_still_checked() -> None:
    changed = without(["pools", 0, "max"])
    changed["pools"][0]["maxx"] = 0
    found = problems(changed)
    assert [problem.where for problem in found] == ["penstock:environment pools[0].maxx"] * 2
    assert [problem.what for problem in found] == ["unknown key", "0 is too small"]


def test_a_misspelt_key_does_not_count_as_missing_in_what_it_would_mean() -> None:
    changed = without(["pools", 0, "checkpoint"])
    changed["pools"][0]["chekpoint"] = {"every": "10m", "save_within": "90s"}
    assert told(changed) == {"pools[0].chekpoint": "unknown key: did you mean checkpoint?"}


def test_a_key_of_another_mapping_is_sent_there() -> None:
    assert "under pools[].idle" in told(replaced(["pools", 0, "idle_duration"], "5m"))["pools[0].idle_duration"]


def test_a_key_that_is_near_one_already_there_is_to_be_removed() -> None:
    assert "max is already there" in told(replaced(["pools", 0, "maxx"], 9))["pools[0].maxx"]


def test_yaml_keys_that_are_not_text_are_unknown_keys() -> None:
    changed: dict[Any, Any] = document()
    changed[True] = 1
    assert set(told(changed)) == {"true"}


LEAVES = [path for path in paths(FULL) if not isinstance(at(FULL, path), dict | list)]


@pytest.mark.parametrize("path", paths(FULL), ids=path_text)
def test_one_wrong_value_is_one_problem_at_its_path(path: tuple[Step, ...]) -> None:
    class Odd:
        """No value of a file."""

    assert list(told(replaced(path, Odd()))) == [path_text(path)]


@pytest.mark.parametrize("path", paths(FULL), ids=path_text)
def test_an_empty_value_is_refused_or_means_what_leaving_the_key_out_means(path: tuple[Step, ...]) -> None:
    refused = refusal(replaced(path, None), "us-east-1")
    if refused:
        assert [problem.where for problem in refused.problems] == [f"penstock:environment {path_text(path)}"]
    elif path[-1] not in ("idle", "budget"):
        assert load(replaced(path, None), "us-east-1") == load(without(path), "us-east-1")


def test_two_mistakes_are_both_told_wherever_they_are() -> None:
    for first in LEAVES[::3]:
        for second in LEAVES[1::3]:
            changed = replaced(first, object())
            at(changed, second[:-1])[second[-1]] = object()
            assert set(told(changed)) == {path_text(first), path_text(second)}


def test_what_a_wrong_value_would_have_meant_is_not_told() -> None:
    changed = replaced(["purpose"], "trainin")
    del changed["pools"][0]["checkpoint"]
    assert set(told(changed)) == {"purpose"}


def test_what_rests_on_no_wrong_value_is_told_in_the_same_run() -> None:
    changed = replaced(["owner"], 7)
    del changed["pools"][0]["checkpoint"]
    assert set(told(changed)) == {"owner", "pools[0].checkpoint"}


def test_a_masked_secret_is_never_printed() -> None:
    class Masked(str):
        __slots__ = ()

        def __repr__(self) -> str:
            return "[secret]"

    found = told(replaced(["pools", 0, "idle", "boot_grace"], Masked("hunter2")))
    assert "hunter2" not in str(found)
    assert "[secret]" in str(found)


def test_a_long_value_is_cut() -> None:
    assert len(told(replaced(["pools", 0, "name"], "x" * 5000))["pools[0].name"]) < 250


def test_a_value_that_holds_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    assert set(told(replaced(["pools", 0], loop))) == {"pools[0]"}
    knot: dict[str, Any] = document()
    knot["network"] = knot
    assert told(knot)


# --- lines


def written(tmp_path: Path, text: str) -> tuple[Path, Mapping[str, Any]]:
    path = tmp_path / "Pulumi.dev.yaml"
    path.write_text(text, encoding="utf-8")
    return path, yaml.safe_load(text)["config"]["penstock:environment"]


def test_each_problem_names_the_line_of_its_key(tmp_path: Path) -> None:
    text = yaml.safe_dump({"config": {"penstock:environment": document()}}, sort_keys=False)
    source, _ = written(tmp_path, text)
    lines = text.splitlines()
    for path in paths(FULL):
        (problem,) = problems(replaced(path, object()), source=source)
        last_key = [part for part in path if isinstance(part, str)][-1]
        line = lines[line_of(problem) - 1]
        assert (f"{last_key}:" in line) if isinstance(path[-1], str) else line.lstrip().startswith("-")


def test_a_missing_key_names_the_line_of_what_lacks_it(tmp_path: Path) -> None:
    text = yaml.safe_dump({"config": {"penstock:environment": without(["pools", 1, "max"])}}, sort_keys=False)
    source, value = written(tmp_path, text)
    (problem,) = problems(value, source=source)
    assert "name: eval" in text.splitlines()[line_of(problem) - 1]


def test_lines_are_found_through_anchors_and_merged_mappings(tmp_path: Path) -> None:
    text = """\
config:
  penstock:environment:
    <<: &who {owner: vision, cost_center: 5}
    cloud: aws
    purpose: evaluation
    budget: null
    pools:
      - &one {name: one, gpu: {name: A100, count: 8}, max: 0, checkpoint: {every: 10m, save_within: 90s}}
      - {<<: *one, name: two}
"""
    source, value = written(tmp_path, text)
    found = [p.where.removeprefix(f"{source}:") for p in problems(value, "us-east-1", source)]
    assert found == ["3 cost_center", "8 pools[0].max", "8 pools[1].max"]


def test_a_key_given_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    text = yaml.safe_dump({"config": {"penstock:environment": document()}}) + "    cloud: aws\n"
    source, value = written(tmp_path, text)
    (problem,) = problems(value, source=source)
    assert "cloud" in problem.where
    first = text.splitlines().index("    cloud: aws") + 1
    assert f"given twice, at lines {first} and {len(text.splitlines())}:" in problem.what


@pytest.mark.parametrize(("key", "where"), [("idle", "pools[0].idle"), ("budget", "budget")])
def test_an_empty_key_does_not_switch_a_control_off(key: str, where: str, tmp_path: Path) -> None:
    path = ["pools", 0, "idle"] if key == "idle" else ["budget"]
    text = yaml.safe_dump({"config": {"penstock:environment": replaced(path, None)}})
    assert load(replaced(path, None), source=written(tmp_path, text)[0])
    source, value = written(tmp_path, text.replace(f"{key}: null", f"{key}:"))
    (problem,) = problems(value, source=source)
    assert problem.where.endswith(f" {where}")
    assert f"write {key}: null if that is meant" in problem.fix


@pytest.mark.parametrize("text", ["a: [", "- 1", "", "config: 5", "config: {penstock:environment: 5}"])
def test_a_file_that_is_not_what_was_read_only_costs_the_lines(text: str, tmp_path: Path) -> None:
    source = tmp_path / "Pulumi.dev.yaml"
    source.write_text(text, encoding="utf-8")
    assert "pools[0].max" in problems(replaced(["pools", 0, "max"], 0), source=source)[0].where
    assert problems(replaced(["pools", 0, "max"], 0), source=tmp_path / "none.yaml")


def test_the_same_file_gives_the_same_problems() -> None:
    changed = replaced(["pools", 0, "max"], 0)
    changed["owner"] = 5
    assert problems(changed) == problems(changed)
    assert [p.where.split()[-1] for p in problems(changed)] == ["owner", "pools[0].max"]


REGIONS = {
    "in the stack file": ("config:\n  aws:region: mars\n", "{source}:2 aws:region"),
    "by --config over the file's": ("config:\n  aws:region: us-east-1\n", "config aws:region"),
    "by --config": ("config:\n", "config aws:region"),
}


@pytest.mark.parametrize(("head", "where"), REGIONS.values(), ids=REGIONS)
def test_a_region_that_the_stack_gives_is_told_where_the_stack_gives_it(head: str, where: str, tmp_path: Path) -> None:
    environment = {key: value for key, value in document().items() if key != "region"}
    text = head + "".join(f"  {line}\n" for line in yaml.safe_dump({"penstock:environment": environment}).splitlines())
    source, value = written(tmp_path, text)
    (problem,) = problems(value, "mars", source)
    assert problem.where == where.format(source=source)


def test_a_region_that_the_environment_itself_gives_is_told_there(tmp_path: Path) -> None:
    source, value = written(tmp_path, yaml.safe_dump({"config": {"penstock:environment": document(region="mars")}}))
    (problem,) = problems(value, source=source)
    assert problem.where.endswith(" region")


TOO_MUCH = {
    "pools[0].max": (["pools", 0, "max"], 10_001, "write 10000 or less"),
    "storage[0].gib": (["storage", 0, "gib"], 1e16, "write 1000000000 or less"),
    "budget.monthly_usd": (["budget", "monthly_usd"], 10**400, "write 1000000000 or less"),
}


@pytest.mark.parametrize(("path", "value", "fix"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_only_a_slip_of_the_keys_writes_is_refused(path: list[Step], value: object, fix: str) -> None:
    (said,) = told(replaced(path, value)).values()
    assert "too large" in said
    assert fix in said
