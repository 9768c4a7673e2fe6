"""The least pack there is: what starting one and asking it costs by itself."""

import pulumi_policy as engine


def nothing(args: engine.ResourceValidationArgs, report_violation: engine.ReportViolation) -> None:
    """Says nothing."""


POLICY = engine.ResourceValidationPolicy(
    name="nothing",
    description="Says nothing",
    enforcement_level=engine.EnforcementLevel.ADVISORY,
    validate=nothing,
)
engine.PolicyPack("empty", [POLICY])
