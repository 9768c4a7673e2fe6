"""The command provider copies a bucket to another region where Pulumi runs.

Answer: cross-region-copy fail copy
"""

import pulumi

pulumi.CustomResource(
    "command:local:Command",
    "copy",
    {"create": "aws s3 sync s3://vision-data s3://vision-copy --source-region us-east-1 --region eu-west-1"},
)
