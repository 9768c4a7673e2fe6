"""kdb tick store on Managed kdb Insights.

Three FinSpace kdb scaling groups, each a host of kx.sg1.24xlarge (96 vCPU, 1.5 TB) that runs always, well over 10,000 $ a month each.
"""

import pulumi
import pulumi_aws as aws

key = aws.kms.Key("kx", description="kx data", deletion_window_in_days=7)

env = aws.finspace.KxEnvironment("markets", name="markets", kms_key_id=key.arn)

database = aws.finspace.KxDatabase("ticks", environment_id=env.id, name="ticks")

for desk in ("rates", "equities", "fx"):
    aws.finspace.KxScalingGroup(
        f"{desk}-hosts",
        environment_id=env.id,
        name=f"{desk}-hosts",
        availability_zone_id="use1-az2",
        host_type="kx.sg1.24xlarge",
    )

pulumi.export("environment", env.id)
