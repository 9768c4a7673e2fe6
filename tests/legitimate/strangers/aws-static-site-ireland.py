"""The company site: bucket in Ireland, CloudFront in front, certificate in us-east-1 as CloudFront wants it.

Config: aws:region=eu-west-1
"""

import json

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
domain = config.get("domain") or "www.harbourlight.ie"
zone_id = config.get("zoneId") or "Z0123456789ABCDEFGHIJ"

east = aws.Provider("east", region="us-east-1")
certificate = aws.acm.Certificate(
    "site", domain_name=domain, validation_method="DNS", opts=pulumi.ResourceOptions(provider=east)
)
record = aws.route53.Record(
    "site-validation",
    zone_id=zone_id,
    name=certificate.domain_validation_options.apply(lambda o: o[0].resource_record_name if o else "_check"),
    type="CNAME",
    ttl=300,
    records=[certificate.domain_validation_options.apply(lambda o: o[0].resource_record_value if o else "pending")],
)
validated = aws.acm.CertificateValidation(
    "site",
    certificate_arn=certificate.arn,
    validation_record_fqdns=[record.fqdn],
    opts=pulumi.ResourceOptions(provider=east),
)

bucket = aws.s3.Bucket("site", bucket="harbourlight-www")
access = aws.cloudfront.OriginAccessControl(
    "site", origin_access_control_origin_type="s3", signing_behavior="always", signing_protocol="sigv4"
)
cdn = aws.cloudfront.Distribution(
    "site",
    enabled=True,
    aliases=[domain],
    default_root_object="index.html",
    price_class="PriceClass_100",
    origins=[
        {"origin_id": "s3", "domain_name": bucket.bucket_regional_domain_name, "origin_access_control_id": access.id}
    ],
    default_cache_behavior={
        "target_origin_id": "s3",
        "viewer_protocol_policy": "redirect-to-https",
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
        "compress": True,
        "cache_policy_id": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    },
    custom_error_responses=[{"error_code": 403, "response_code": 404, "response_page_path": "/404.html"}],
    restrictions={"geo_restriction": {"restriction_type": "none"}},
    viewer_certificate={
        "acm_certificate_arn": validated.certificate_arn,
        "ssl_support_method": "sni-only",
        "minimum_protocol_version": "TLSv1.2_2021",
    },
)
aws.s3.BucketPolicy(
    "site",
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
aws.route53.Record(
    "site",
    zone_id=zone_id,
    name=domain,
    type="A",
    aliases=[{"name": cdn.domain_name, "zone_id": cdn.hosted_zone_id, "evaluate_target_health": False}],
)

pulumi.CustomResource(
    "command:local:Command",
    "upload",
    {
        "create": "aws s3 sync ./site s3://harbourlight-www --delete --region eu-west-1",
        "triggers": [config.get("release") or "2024-11"],
    },
    pulumi.ResourceOptions(depends_on=[bucket]),
)
pulumi.export("url", f"https://{domain}")
