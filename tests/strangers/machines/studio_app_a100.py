"""A personal JupyterLab for the research lead.

A SageMaker Studio app that runs on ml.p4de.24xlarge (8 A100 80GB) until it is deleted.
"""

import pulumi
import pulumi_aws as aws

domain_id = "d-abc123def456"
profile = aws.sagemaker.UserProfile("rlead", domain_id=domain_id, user_profile_name="rlead")

space = aws.sagemaker.Space(
    "rlead-lab",
    domain_id=domain_id,
    space_name="rlead-lab",
    ownership_settings={"owner_user_profile_name": profile.user_profile_name},
    space_sharing_settings={"sharing_type": "Private"},
    space_settings={
        "app_type": "JupyterLab",
        "space_storage_settings": {"ebs_storage_settings": {"ebs_volume_size_in_gb": 500}},
    },
)

app = aws.sagemaker.App(
    "rlead-lab",
    domain_id=domain_id,
    space_name=space.space_name,
    app_name="default",
    app_type="JupyterLab",
    resource_spec={
        "instance_type": "ml.p4de.24xlarge",
        "sagemaker_image_arn": "arn:aws:sagemaker:us-east-1:885854791233:image/sagemaker-distribution-gpu",
    },
)

pulumi.export("app", app.arn)
