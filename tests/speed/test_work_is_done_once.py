"""How often work is done: counts, which say the same on every machine; never times."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from cronsim import CronSim
from google.protobuf import json_format
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc
from pulumi_policy import policy as serving

from penstock.catalog import Catalog, lookup
from penstock.cli.main import main
from penstock.cli.views.document import check_document, json_parts
from penstock.cost import month
from penstock.cost.machines import hours
from penstock.resources import read
from penstock.resources.machines import ordered_in_text as orders
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import SecretText
from penstock_policies import RULES, evaluate, pack
from penstock_policies.engine import reading as engine_reading
from penstock_policies.pack import policies
from penstock_policies.serving import PolicyPack, decoded_once

PREFIX: Final = "urn:pulumi:dev::team::"
PROVIDER: Final = f"{PREFIX}pulumi:providers:aws::default"
UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
SECRET: Final = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "hunter2"}

PROGRAM: Final[dict[tuple[str, str], dict[str, Any]]] = {
    ("aws:ec2/instance:Instance", "hidden"): {"instanceType": UNKNOWN, "ami": "ami-1"},
    ("aws:ec2/instance:Instance", "large"): {
        "instanceType": "p5.48xlarge",
        "userData": SECRET,
        "tags": {"owner": "us"},
    },
    ("aws:s3/bucket:Bucket", "data"): {"bucket": "data", "forceDestroy": True},
    ("aws:autoscaling/group:Group", "pool"): {"minSize": 0, "maxSize": 4, "launchTemplate": {"id": "lt-1"}},
}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], Counter[str]]:
    """Counts the calls of a function of a module, which it still makes."""
    calls: Counter[str] = Counter()

    def count(module: Any, name: str) -> Counter[str]:
        original = getattr(module, name)

        def counting(*args: Any, **given: Any) -> Any:
            calls[name] += 1
            return original(*args, **given)

        monkeypatch.setattr(module, name, counting)
        return calls

    return count


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """The program as `pulumi preview --json` saves it."""
    states = [
        {
            "urn": f"{PREFIX}{token}::{name}",
            "custom": True,
            "type": token,
            "inputs": inputs,
            "provider": f"{PROVIDER}::x",
        }
        for (token, name), inputs in PROGRAM.items()
    ]
    steps = [{"op": "create", "urn": state["urn"], "newState": state} for state in states]
    file = tmp_path / "preview.json"
    file.write_text(json.dumps({"config": {"aws:region": "us-east-1"}, "steps": steps}), encoding="utf-8")
    return file


def capture() -> Capture:
    resources = [
        Resource(urn=f"{PREFIX}{token}::{name}", type=token, name=name, inputs=inputs)
        for (token, name), inputs in PROGRAM.items()
    ]
    return Capture(project="team", stack="dev", resources=tuple(resources))


def test_each_rule_is_asked_once_about_a_capture() -> None:
    asked: Counter[str] = Counter()

    def counting(name: str) -> Any:
        def check(*_: Any) -> tuple[()]:
            asked[name] += 1
            return ()

        return check

    evaluate(read(capture()), rules=[replace(rule, check=counting(rule.name)) for rule in RULES])

    assert asked == {rule.name: 1 for rule in RULES}


def test_a_capture_is_priced_once_whether_or_not_somebody_hands_over_the_estimate(
    counted: Callable[[Any, str], Counter[str]],
) -> None:
    facts = read(capture())
    calls = counted(month, "node_cost")
    expected = evaluate(facts)
    assert calls["node_cost"] == len(facts.nodes) > 1

    handed = month.estimate(facts, year=2026)
    calls.clear()

    assert evaluate(facts, month=handed) == expected
    assert calls["node_cost"] == 0


def test_a_check_reads_and_prices_a_saved_preview_once(
    saved: Path, counted: Callable[[Any, str], Counter[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    calls = counted(month, "node_cost")

    assert main(["check", str(saved), "--format", "json", "--year", "2026"]) == 1

    costs = json.loads(capsys.readouterr().out)["costs"]["resources"]
    assert calls["node_cost"] == sum(it["kind"] == "pool" for it in costs) > 1


def test_the_sum_that_is_judged_is_the_sum_that_is_shown(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = tmp_path / "usage.yaml"
    usage.write_text("version: 0.1\nresource_usage:\n  data: {storage_gib: 1000000}\n", encoding="utf-8")

    main(["check", str(saved), "--format", "json", "--usage-file", str(usage)])

    found = json.loads(capsys.readouterr().out)
    (budget,) = (it for it in found["verdicts"] if it["rule"] == "stack-budget")
    assert f"{float(found['costs']['total']['expected']):,.0f} $ a month" in budget["message"]


class _ServedError(Exception):
    """Ends a pack where it would serve."""


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the engine would talk to."""
    found: list[Any] = []

    def take(servicer: Any, _: Any) -> None:
        found.append(servicer)
        raise _ServedError

    monkeypatch.setattr(analyzer_pb2_grpc, "add_AnalyzerServicer_to_server", take)
    with pytest.raises(_ServedError):
        PolicyPack("penstock", policies(today=date(2026, 7, 1)))
    return found[0]


def answers(service: Any) -> tuple[list[analyzer_pb2.AnalyzeResponse], analyzer_pb2.AnalyzeResponse]:
    """What the pack says of each resource, and of the stack."""
    requests: list[analyzer_pb2.AnalyzeRequest] = []
    stack = analyzer_pb2.AnalyzeStackRequest()
    for (token, name), inputs in PROGRAM.items():
        request = analyzer_pb2.AnalyzeRequest(type=token, urn=f"{PREFIX}{token}::{name}", name=name)
        requests.append(request)
        for message in (request, stack.resources.add(type=token, urn=request.urn, name=name)):
            message.properties.update(inputs)
            message.provider.MergeFrom(
                analyzer_pb2.AnalyzerProviderResource(type="pulumi:providers:aws", urn=PROVIDER, name="default")
            )
            message.provider.properties.update({"region": "us-east-1"})
    return [service.Analyze(request, None) for request in requests], service.AnalyzeStack(stack, None)


def test_a_pack_decodes_each_content_once_and_says_the_same(
    service: Any, counted: Callable[[Any, str], Counter[str]]
) -> None:
    expected = answers(service)
    calls = counted(json_format, "MessageToDict")

    with decoded_once():
        assert answers(service) == expected

    assert len(expected[1].diagnostics) > 1
    # The inputs and the outputs of a resource are alike here; its provider's are one more content.
    assert calls["MessageToDict"] == len(PROGRAM) + 1


def test_a_pack_reads_and_prices_the_stack_once_for_all_its_policies(
    service: Any, counted: Callable[[Any, str], Counter[str]]
) -> None:
    counted(engine_reading, "read")
    counted(pack, "read")
    calls = counted(month, "node_cost")

    answers(service)

    assert calls["read"] == len(PROGRAM) + 1
    assert calls["node_cost"] == len(read(capture()).nodes)


def test_a_second_run_in_one_process_is_judged_by_what_it_was_given(
    service: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(service)[1]
    smaller = PROGRAM | {("aws:ec2/instance:Instance", "large"): {"instanceType": "t3.micro"}}
    monkeypatch.setattr(f"{__name__}.PROGRAM", smaller)

    after = answers(service)[1]

    urn = f"{PREFIX}aws:ec2/instance:Instance::large"
    said = [{it.policyName for it in run.diagnostics if it.urn == urn} for run in (before, after)]
    assert said[1] < said[0]


def test_what_was_replaced_to_serve_is_put_back() -> None:
    names = ("json_format", "deserialize_properties", "unknown_checking_proxy")
    before = [getattr(serving, name) for name in names]
    with decoded_once():
        assert not any(getattr(serving, name) is it for name, it in zip(names, before, strict=True))
    assert [getattr(serving, name) for name in names] == before


def test_a_command_leaves_the_search_for_garbage_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    assert gc.isenabled()
    assert main(["check", "nowhere.json"]) == 2
    assert gc.isenabled()
    assert "nowhere.json" in capsys.readouterr().err


def test_what_there_is_one_of_for_each_resource_is_written_before_the_next_is_made() -> None:
    held: list[int] = []

    def items() -> Iterator[dict[str, str]]:
        for number in range(3):
            held.append(number)
            yield {"name": str(number)}

    written = ""
    for part in json_parts({"all": items(), "none": iter(()), "nested": {"all": items()}}):
        written += part
        assert len(held) - 1 <= written.count("name")
    assert json.loads(written) == {
        "all": [{"name": "0"}, {"name": "1"}, {"name": "2"}],
        "none": [],
        "nested": {"all": [{"name": "0"}, {"name": "1"}, {"name": "2"}]},
    }
    facts = read(capture())
    month_of_it = month.estimate(facts, year=2026)
    document = check_document(capture(), month_of_it, evaluate(facts, month=month_of_it))
    assert [isinstance(it, Iterator) for it in (document["resources"], document["costs"]["resources"])] == [True, True]
    assert isinstance(document["verdicts"], Iterator)


def test_a_type_and_its_offer_are_made_of_their_rows_once(counted: Callable[[Any, str], Counter[str]]) -> None:
    fresh = Catalog("aws")
    calls = counted(lookup, "InstanceType")
    counted(lookup, "Offering")
    for _ in range(3):
        assert fresh.offering("p5.48xlarge", "us-east-1") is fresh.offering("p5.48xlarge", "us-east-1")
        assert fresh.instance_type("p5.48xlarge") is fresh.instance_type("p5.48xlarge")
    assert calls == {"InstanceType": 1, "Offering": 1}

    secret = fresh.offering(SecretText("p5.48xlarge"), "us-east-1")
    assert secret == fresh.offering("p5.48xlarge", "us-east-1")
    assert secret is not None
    assert str(secret.type.name) == "[secret]"
    assert str(fresh.offering("p5.48xlarge", "us-east-1").type.name) == "p5.48xlarge"  # pyright: ignore[reportOptionalMemberAccess]


def test_a_month_of_a_resource_is_summed_once() -> None:
    for resource in month.estimate(read(capture()), year=2026).resources:
        assert resource.monthly is resource.monthly
        assert resource.monthly_at_most is resource.monthly_at_most


def test_a_text_without_the_words_of_a_call_is_not_searched_for_one(
    counted: Callable[[Any, str], Counter[str]],
) -> None:
    calls = counted(orders, "_unpacked")
    token = "aws:ssm/parameter:Parameter"
    inputs = {"name": "models", "value": "s3", "type": "String", "tier": "Standard"}
    resources = [
        Resource(urn=f"{PREFIX}{token}::{number}", type=token, name=str(number), inputs=inputs) for number in range(9)
    ]
    read(Capture(project="team", stack="dev", resources=tuple(resources)))
    assert calls["_unpacked"] == 0

    text = "aws ec2 run-instances"
    started = Resource(urn=f"{PREFIX}{token}::x", type=token, name="x", inputs={"value": text})
    facts = read(Capture(project="team", stack="dev", resources=(started,)))
    assert [it.urn for it in facts.templates] == [started.urn]


@pytest.mark.parametrize("ours", [True, False])
def test_what_a_process_leaves_behind_is_not_searched_for_garbage(*, ours: bool) -> None:
    asked = "None" if ours else "['--version']"
    code = f"import gc, sys; sys.argv = ['penstock', '--version']; from penstock.cli import main; main.main({asked})"
    said = "print(gc.isenabled(), gc.get_freeze_count() > 0)"
    ran = subprocess.run([sys.executable, "-c", f"{code}; {said}"], capture_output=True, text=True, check=True)

    assert ran.stdout.splitlines()[-1] == ("False True" if ours else "True False")


def test_a_schedule_jumps_to_its_hour(counted: Callable[[Any, str], Counter[str]]) -> None:
    calls = counted(CronSim, "tick")
    berlin = ZoneInfo("Europe/Berlin")
    year = datetime(2027, 1, 1, tzinfo=berlin), datetime(2028, 1, 1, tzinfo=berlin)
    times = hours._cron_times("30 22 * * *", berlin, *year)  # pyright: ignore[reportPrivateUsage]

    assert len(times) == 365
    assert calls["tick"] < 5 * 366  # hour by hour it would be 22 more a day
