"""Daily import of the crawl corpus from the crawler team's S3 bucket.

Storage Transfer Service copies the text corpus daily from an S3 bucket in AWS eu-west-1 to a Cloud Storage bucket in us-central1.
"""

import pulumi
import pulumi_aws as aws
import pulumi_gcp as gcp

crawl = aws.s3.Bucket("crawl-corpus", bucket="acme-crawl-corpus", region="eu-west-1")

account = gcp.storage.get_transfer_project_service_account()
corpus = gcp.storage.Bucket(
    "corpus",
    name="vision-corpus",
    location="us-central1",
    uniform_bucket_level_access=True,
)
writer = gcp.storage.BucketIAMMember(
    "corpus-writer",
    bucket=corpus.name,
    role="roles/storage.admin",
    member="serviceAccount:project-123456@storage-transfer-service.iam.gserviceaccount.com",
)

gcp.storage.TransferJob(
    "corpus-import",
    description="crawl corpus, daily increment",
    transfer_spec={
        "aws_s3_data_source": {
            "bucket_name": crawl.bucket,
            "path": "warc/",
            "role_arn": "arn:aws:iam::111122223333:role/gcs-transfer",
        },
        "gcs_data_sink": {"bucket_name": corpus.name, "path": "warc/"},
        "transfer_options": {"overwrite_objects_already_existing_in_sink": False},
    },
    schedule={
        "schedule_start_date": {"year": 2025, "month": 1, "day": 15},
        "start_time_of_day": {"hours": 3, "minutes": 0, "seconds": 0, "nanos": 0},
        "repeat_interval": "86400s",
    },
    opts=pulumi.ResourceOptions(depends_on=[writer]),
)
