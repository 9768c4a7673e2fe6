"""A program that ends badly is told in its own lines, with what it had registered."""

from __future__ import annotations

import pytest

from penstock.preview import ProgramError
from penstock.problem import Problem

from .runner import Runner

HEAD = "import asyncio, sys\nimport pulumi\nimport pulumi_aws as aws\naws.sns.Topic('before')\n"


def failure(run: Runner, source: str, files: dict[str, str] | None = None) -> ProgramError:
    """How the program ends."""
    with pytest.raises(ProgramError) as caught:
        run(source, files=files)
    return caught.value


def registered(error: ProgramError) -> list[str]:
    """Names of what had been registered, the providers and the stack aside."""
    return [it.name for it in error.capture.resources if not it.type.startswith("pulumi:")]


def the_problem(error: ProgramError) -> Problem:
    """The one thing that is told."""
    (problem,) = error.problems
    assert "site-packages" not in str(error)
    assert "penstock/preview" not in str(error)
    return problem


RAISED = {
    "an error": ("raise ValueError('no such size')", "ValueError: no such size"),
    "a wrong key": ("{}['size']", "KeyError: 'size'"),
    "an assertion": ("assert 1 == 2, 'unequal'", "AssertionError: unequal"),
    "a missing module": ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
    "a missing name": ("from os import no_such_name", "ImportError: cannot import name 'no_such_name'"),
    "an exit": ("sys.exit(3)", "the program ended itself with 3"),
    "an exit with words": ("sys.exit('no region')", "the program ended itself with 'no region'"),
    "a wrong argument": ("aws.sns.Topic('topic', nam='x')", "unexpected keyword argument 'nam'"),
    "a missing argument": ("aws.ec2.Route('route')", "Missing required property 'route_table_id'"),
    "no name": ("aws.sns.Topic('')", "name"),
    "a group": ("raise ExceptionGroup('several', [ValueError('one')])", "several"),
    "too deep": ("(f := lambda: f())()", "RecursionError"),
    "a cancellation": ("raise asyncio.CancelledError()", "CancelledError"),
    "one with nothing to say": ("raise Exception()", "Exception"),
    "one that cannot be told": (
        "raise type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})()",
        "Odd",
    ),
}


@pytest.mark.parametrize(("statement", "what"), RAISED.values(), ids=RAISED)
def test_what_a_program_raises_is_told_at_its_own_line(run: Runner, statement: str, what: str) -> None:
    error = failure(run, f"{HEAD}\ndef build():\n    {statement}\n\nbuild()\n")
    problem = the_problem(error)
    assert problem.where.startswith("__main__.py:7 in ")
    assert what in problem.what
    assert error.frames[0] == "__main__.py:9 in <module>"
    assert registered(error) == ["before"]


@pytest.mark.parametrize(
    ("statement", "what"),
    [("raise ValueError('x')", "ValueError: x"), ("sys.exit(4)", "ended itself with 4"), ("{}['x']", "KeyError: 'x'")],
)
def test_what_a_callback_on_a_known_value_raises_is_told_at_its_own_line(
    run: Runner, statement: str, what: str
) -> None:
    error = failure(
        run,
        f"{HEAD}\nqueue = aws.sqs.Queue('queue', name='known')\n\ndef use(name):\n    {statement}\n\n"
        "aws.sns.Topic('after', name=queue.name.apply(use))\n",
    )
    problem = the_problem(error)
    assert problem.where == "__main__.py:9 in use"
    assert what in problem.what


def test_the_chain_of_calls_is_told_from_the_inside_out(run: Runner) -> None:
    error = failure(
        run,
        f"{HEAD}import parts.sizes\nparts.sizes.choose('huge')\n",
        {"parts/__init__.py": "", "parts/sizes.py": "def choose(size):\n    return {'small': 1}[size]\n"},
    )
    problem = the_problem(error)
    assert problem.where == "parts/sizes.py:2 in choose"
    assert "called from __main__.py:6 in <module>" in problem.what


def test_an_error_that_was_raised_from_another_is_told_with_its_own_line(run: Runner) -> None:
    source = f"{HEAD}try:\n    {{}}['size']\nexcept KeyError as error:\n    raise RuntimeError('no size') from error\n"
    problem = the_problem(failure(run, source))
    assert problem.where == "__main__.py:8 in <module>"
    assert "RuntimeError: no size" in problem.what


@pytest.mark.parametrize(
    ("source", "line"),
    [("def broken(:\n", 1), ("x = 1\nif x\n    pass\n", 2), ("x = '\n", 1), ("\tx = 1\n  y = 2\n", 1)],
)
def test_a_program_that_is_not_python_is_told_with_file_and_line(run: Runner, source: str, line: int) -> None:
    problem = the_problem(failure(run, source))
    assert f"(__main__.py:{line})" in problem.what or f"(__main__.py:{line + 1})" in problem.what
    assert "Error: " in problem.what


def test_a_module_that_is_not_python_is_told_with_its_own_name(run: Runner) -> None:
    error = failure(run, f"{HEAD}import parts\n", {"parts.py": "x = (\n"})
    assert "parts.py:1" in the_problem(error).what
    assert registered(error) == ["before"]


def test_a_file_that_is_no_text_is_told(run: Runner) -> None:
    folder = run.write("")
    (folder / "__main__.py").write_bytes(b"x = '\xff\xfe'\n")
    with pytest.raises(ProgramError) as caught:
        run.run_there()
    assert "utf-8" in str(caught.value)


def test_a_program_that_exits_well_has_done_its_work(run: Runner) -> None:
    capture = run(f"{HEAD}sys.exit(0)\n")
    assert [it.name for it in capture.resources if it.type == "aws:sns/topic:Topic"] == ["before"]
    assert run(f"{HEAD}sys.exit()\n").by_urn().keys() == capture.by_urn().keys()


def test_a_components_error_is_told_with_the_line_that_used_it(run: Runner) -> None:
    error = failure(
        run,
        f"""{HEAD}
class Team(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("a:b:Team", name)
        raise ValueError("no owner")

Team("team")
""",
    )
    assert the_problem(error).where == "__main__.py:9 in __init__"
    assert error.frames == ("__main__.py:11 in <module>", "__main__.py:9 in __init__")
    assert set(registered(error)) == {"before", "team"}


def test_pulumis_own_way_to_end_is_told_without_a_trace(run: Runner) -> None:
    problem = the_problem(failure(run, f"{HEAD}raise pulumi.RunError('no team may do this')\n"))
    assert problem.what == "no team may do this"


def test_a_placeholder_that_the_program_could_not_use_is_explained(run: Runner) -> None:
    source = f"{HEAD}import ipaddress\nipaddress.ip_network(aws.ec2.get_vpc(default=True).cidr_block)\n"
    problem = the_problem(failure(run, source))
    assert problem.where == "__main__.py:6 in <module>"
    assert "penstockunknown" not in problem.what
    assert "only the cloud knows" in f"{problem.what} {problem.fix}"


def test_what_was_registered_before_a_failure_is_whole_and_sorted(run: Runner) -> None:
    names = [f"topic-{number}" for number in range(20)]
    error = failure(run, f"{HEAD}for name in {names}:\n    aws.sns.Topic(name)\nraise ValueError\n")
    assert registered(error) == sorted(["before", *names])
