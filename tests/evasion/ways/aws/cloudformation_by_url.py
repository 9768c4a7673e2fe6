"""A CloudFormation template that is somewhere else.

Answer: oversized-instance undetermined team
"""

import pulumi_aws as aws

aws.cloudformation.Stack("team", template_url="https://templates.s3.amazonaws.com/team.yaml")
