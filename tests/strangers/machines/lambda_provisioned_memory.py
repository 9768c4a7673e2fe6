"""Pricing function, kept warm for the opening bell.

Provisioned concurrency of 900 at 10 GB of memory each, held all month: about 98,000 $.
"""

import pulumi_aws as aws

fn = aws.lambda_.Function(
    "pricer",
    package_type="Image",
    image_uri="111122223333.dkr.ecr.us-east-1.amazonaws.com/pricer:live",
    role="arn:aws:iam::111122223333:role/pricer",
    memory_size=10240,
    timeout=30,
    publish=True,
    environment={"variables": {"CURVES": "s3://vision-curves/live"}},
)

alias = aws.lambda_.Alias("live", function_name=fn.name, function_version=fn.version, name="live")

aws.lambda_.ProvisionedConcurrencyConfig(
    "pricer-warm",
    function_name=alias.function_name,
    qualifier=alias.name,
    provisioned_concurrent_executions=900,
)
