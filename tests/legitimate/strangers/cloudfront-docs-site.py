"""Product documentation at docs.example.com: S3 origin behind CloudFront."""

import json

import pulumi
import pulumi_aws as aws

domain = "docs.example.com"
zone = aws.route53.get_zone(name="example.com")

bucket = aws.s3.Bucket("docs")
aws.s3.BucketPublicAccessBlock(
    "docs",
    bucket=bucket.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
aws.s3.BucketObjectv2("index", bucket=bucket.id, key="index.html", content="<h1>Docs</h1>", content_type="text/html")

cert = aws.acm.Certificate("docs", domain_name=domain, validation_method="DNS")
option = cert.domain_validation_options[0]
record = aws.route53.Record(
    "docs-validation",
    zone_id=zone.id,
    name=option.resource_record_name,
    type=option.resource_record_type,
    records=[option.resource_record_value],
    ttl=300,
)
valid = aws.acm.CertificateValidation("docs", certificate_arn=cert.arn, validation_record_fqdns=[record.fqdn])

oac = aws.cloudfront.OriginAccessControl(
    "docs", origin_access_control_origin_type="s3", signing_behavior="always", signing_protocol="sigv4"
)
cdn = aws.cloudfront.Distribution(
    "docs",
    enabled=True,
    is_ipv6_enabled=True,
    aliases=[domain],
    default_root_object="index.html",
    price_class="PriceClass_100",
    origins=[
        aws.cloudfront.DistributionOriginArgs(
            origin_id="s3", domain_name=bucket.bucket_regional_domain_name, origin_access_control_id=oac.id
        )
    ],
    default_cache_behavior=aws.cloudfront.DistributionDefaultCacheBehaviorArgs(
        target_origin_id="s3",
        viewer_protocol_policy="redirect-to-https",
        allowed_methods=["GET", "HEAD", "OPTIONS"],
        cached_methods=["GET", "HEAD"],
        compress=True,
        cache_policy_id="658327ea-f89d-4fab-a63d-7e88639e58f6",  # Managed-CachingOptimized
    ),
    restrictions=aws.cloudfront.DistributionRestrictionsArgs(
        geo_restriction=aws.cloudfront.DistributionRestrictionsGeoRestrictionArgs(restriction_type="none")
    ),
    viewer_certificate=aws.cloudfront.DistributionViewerCertificateArgs(
        acm_certificate_arn=valid.certificate_arn,
        ssl_support_method="sni-only",
        minimum_protocol_version="TLSv1.2_2021",
    ),
)
aws.s3.BucketPolicy(
    "docs",
    bucket=bucket.id,
    policy=pulumi.Output.all(bucket.arn, cdn.arn).apply(
        lambda a: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": "cloudfront.amazonaws.com"},
                        "Action": "s3:GetObject",
                        "Resource": f"{a[0]}/*",
                        "Condition": {"StringEquals": {"AWS:SourceArn": a[1]}},
                    }
                ],
            }
        )
    ),
)
for kind in ("A", "AAAA"):
    aws.route53.Record(
        f"docs-{kind.lower()}",
        zone_id=zone.id,
        name=domain,
        type=kind,
        aliases=[
            aws.route53.RecordAliasArgs(name=cdn.domain_name, zone_id=cdn.hosted_zone_id, evaluate_target_health=False)
        ],
    )
pulumi.export("url", f"https://{domain}")
