"""Programs that the providers accept have no finding: every one in `tests/programs` but those made to be wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from penstock.preview import run_program, validate_inputs
from penstock.preview.validation.validate import unvalidated

PROGRAMS = Path(__file__).parents[1] / "programs"
GOOD = sorted(path.name for path in PROGRAMS.iterdir() if path.is_dir() and path.name != "bad_inputs")

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning", "ignore::DeprecationWarning")


@pytest.mark.parametrize("name", GOOD)
def test_a_program_that_is_right_has_no_finding(name: str) -> None:
    capture = run_program(PROGRAMS / name, "dev")
    assert validate_inputs(capture) == []
    assert len(capture.resources) > 5
    assert not [note for note in capture.notes if "cannot run" in note]
    assert [token for token in unvalidated(capture) if not token.startswith("kubernetes:karpenter.sh")] == []


def test_every_kind_of_wrong_input_is_found_with_place_path_and_fix() -> None:
    problems = validate_inputs(run_program(PROGRAMS / "bad_inputs", "dev"))
    told = [f"{problem.where} | {problem.what} | {problem.fix}" for problem in problems]
    group, node = "__main__.py:15 aws:autoscaling/group:Group 'group'", "__main__.py:6 aws:ec2/instance:Instance 'node'"
    specification = "launchTemplateSpecification"
    no_setting = "there is no such setting: it would be ignored or refused"
    assert told == [
        f"{group} mixedInstancesPolicy.launchTemplate.{specification} | is required and missing | add {specification}",
        f"{node} ebsBlockDevices[0].deviceName | is required and missing | add deviceName",
        f"{node} ebsBlockDevices[1].volumeSize | 'ten' where the provider takes a whole number | write a whole number",
        f"{node} monitoring | 'yes' where the provider takes true or false | write true or false",
        f"{node} rootBlockDevice.volume_sze | {no_setting} | did you mean volume_size (volumeSize)?",
        "__main__.py:14 aws:s3/bucket:Bucket 'data' acl | 'PUBLIC_READ' is not a member of CannedAcl | did you mean 'public-read'?",
        f"__main__.py:22 pulumi:providers:aws 'west' defaultTags.tagz | {no_setting} | did you mean tags?",
    ]
