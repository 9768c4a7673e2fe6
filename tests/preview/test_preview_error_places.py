"""An error is told at the program's own line, also where it comes up long after that line ran."""

from __future__ import annotations

import pytest

from .runner import Runner
from .test_preview_failures import failure, the_problem

HEAD = """
import asyncio
import pulumi
import pulumi_aws as aws

data = aws.s3.Bucket("data", tags={"present": "yes"})

def wrong(tags):
    return tags["absent"]

async def later(tags):
    await asyncio.sleep(0)
    return tags["absent"]

"""

IN_WRONG = "__main__.py:9 in wrong"
IN_LATER = "__main__.py:13 in later"
HERE = "__main__.py:15 in <module>"

CALLBACKS = {
    "exported": ("pulumi.export('x', data.tags.apply(wrong))", IN_WRONG),
    "an input": ("aws.sns.Topic('x', name=data.tags.apply(wrong))", IN_WRONG),
    "of nobody": ("data.tags.apply(wrong)", IN_WRONG),
    "of several": ("pulumi.export('x', pulumi.Output.all(data.tags, 1).apply(lambda both: wrong(both[0])))", IN_WRONG),
    "of a callback": ("pulumi.export('x', data.tags.apply(lambda tags: data.tags.apply(wrong)))", IN_WRONG),
    "after a callback": ("pulumi.export('x', data.tags.apply(lambda tags: tags).apply(wrong))", IN_WRONG),
    "in a concat": ("pulumi.export('x', pulumi.Output.concat('a', data.tags.apply(wrong)))", IN_WRONG),
    "in JSON": ("pulumi.export('x', pulumi.Output.json_dumps({'a': data.tags.apply(wrong)}))", IN_WRONG),
    "deep in an input": ("aws.sns.Topic('x', tags={'a': data.tags.apply(wrong)})", IN_WRONG),
    "async": ("pulumi.export('x', data.tags.apply(later))", IN_LATER),
    "an awaitable input": ("aws.sns.Topic('x', name=later({}))", IN_LATER),
    "a task of its own": ("pulumi.export('x', asyncio.ensure_future(later({})))", IN_LATER),
    "an async program": ("pulumi.run(lambda: later({}))", IN_LATER),
    "a key without a callback": ("pulumi.export('x', data.tags['absent'])", HERE),
    "a key of a key": ("pulumi.export('x', data.tags['present']['absent'])", HERE),
    "an attribute": ("pulumi.export('x', data.tags.absent)", HERE),
    "JSON that is none": ("pulumi.export('x', pulumi.Output.json_loads(data.tags['present']))", HERE),
}


@pytest.mark.parametrize(("statement", "where"), CALLBACKS.values(), ids=CALLBACKS)
def test_an_error_in_a_later_part_is_told_at_its_own_line(run: Runner, statement: str, where: str) -> None:
    problem = the_problem(failure(run, f"{HEAD}{statement}\n"))
    assert problem.where == where


def test_a_callback_is_told_with_the_line_that_handed_it_over(run: Runner) -> None:
    problem = the_problem(failure(run, f"{HEAD}pulumi.export('x', data.tags.apply(wrong))\n"))
    assert problem.what == f"KeyError: 'absent'\n    called from {HERE}"


FILES = {
    "parts/__init__.py": "",
    "parts/tags.py": "def wrong(tags):\n    return tags['absent']\n",
    "parts/team.py": (
        "import pulumi\nimport pulumi_aws as aws\nfrom .tags import wrong\n\n"
        "class Team(pulumi.ComponentResource):\n    def __init__(self, name, tags):\n"
        "        super().__init__('a:b:Team', name)\n        self.data = aws.s3.Bucket(name, tags=tags)\n"
        "        self.label = self.data.tags.apply(wrong)\n"
    ),
    "parts/unfinished.py": "def open(:\n",
    "parts/absent.py": "\nimport no_such_module\n",
}

MODULES = {
    "a callback of a component": ("from parts.team import Team\nTeam('t', {'a': 'b'})", "parts/tags.py:2 in wrong"),
    "a constructor": ("from parts.tags import wrong\nwrong({})", "parts/tags.py:2 in wrong"),
    "no Python": ("import parts.unfinished", "parts/unfinished.py:1"),
    "no Python, in a function": ("def get():\n    import parts.unfinished\nget()", "parts/unfinished.py:1"),
    "an import": ("import parts.absent", "parts/absent.py:2 in <module>"),
    "an import in a callback": (
        "import pulumi_aws as aws\naws.sns.Topic('x', name='n').name.apply(lambda name: __import__('parts.absent'))",
        "parts/absent.py:2 in <module>",
    ),
}


@pytest.mark.parametrize(("source", "where"), MODULES.values(), ids=MODULES)
def test_an_error_in_the_programs_own_module_is_told_there(run: Runner, source: str, where: str) -> None:
    assert the_problem(failure(run, f"{source}\n", FILES)).where == where


TRANSFORMS = {
    "of the stack": "pulumi.runtime.register_resource_transform(wrong)\naws.sns.Topic('x')",
    "of a resource": "aws.sns.Topic('x', opts=pulumi.ResourceOptions(transforms=[wrong]))",
    "of the old kind": "aws.sns.Topic('x', opts=pulumi.ResourceOptions(transformations=[wrong]))",
}


@pytest.mark.parametrize("source", TRANSFORMS.values(), ids=TRANSFORMS)
def test_an_error_in_a_transform_is_told_at_its_own_line(run: Runner, source: str) -> None:
    head = "import pulumi\nimport pulumi_aws as aws\n\ndef wrong(args):\n    return {}['absent']\n\n"
    assert the_problem(failure(run, f"{head}{source}\n")).where == "__main__.py:5 in wrong"
