"""A SageMaker endpoint: its types are EC2's by another name, at a higher price.

Answer: oversized-instance fail serve
"""

import pulumi_aws as aws

aws.sagemaker.EndpointConfiguration(
    "serve",
    production_variants=[
        {"variant_name": "all", "model_name": "m", "instance_type": "ml.p5.48xlarge", "initial_instance_count": 1}
    ],
)
