"""The reference program: a stack's `penstock:environment` becomes an environment, and its names are exported."""

import pulumi

from penstock import aws

environment = aws.Environment(pulumi.get_stack(), aws.environment_from_config())
for name, value in environment.outputs().items():
    pulumi.export(name, value)
