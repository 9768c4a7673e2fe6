"""Security Lake in every region we use; the SOC reads the rollup in London.

Security Lake's VPC flow logs and CloudTrail data in us-east-1 are replicated to the rollup region eu-west-2.
"""

import pulumi
import pulumi_aws as aws

ROLLUP = "eu-west-2"
manager = "arn:aws:iam::111122223333:role/AmazonSecurityLakeMetaStoreManagerV2"
replicator = "arn:aws:iam::111122223333:role/AmazonSecurityLakeS3ReplicationRole"


def lake(region, forward):
    conf = {
        "region": region,
        "lifecycle_configuration": {
            "expiration": {"days": 365},
            "transitions": [{"days": 60, "storage_class": "ONEZONE_IA"}],
        },
    }
    if forward:
        conf["replication_configuration"] = {"regions": [ROLLUP], "role_arn": replicator}
    provider = aws.Provider(f"lake-{region}", region=region)
    return aws.securitylake.DataLake(
        f"lake-{region}",
        meta_store_manager_role_arn=manager,
        configuration=conf,
        opts=pulumi.ResourceOptions(provider=provider),
    )


rollup = lake(ROLLUP, forward=False)
main = lake("us-east-1", forward=True)

for source in ("VPC_FLOW", "CLOUD_TRAIL_MGMT", "ROUTE53"):
    aws.securitylake.AwsLogSource(
        f"src-{source.lower().replace('_', '-')}",
        source={"regions": ["us-east-1"], "source_name": source},
        opts=pulumi.ResourceOptions(depends_on=[main]),
    )
