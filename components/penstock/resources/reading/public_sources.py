"""Public images, tools, samples and open data that everybody downloads from a cloud or a project.

A program that names one reads no data of its own; what it downloads it downloads once, and its owner pays for the way.
"""

from __future__ import annotations

from typing import Final

from penstock.regex import regex

GOOGLE_PROJECTS: Final = regex(
    r"(?:cloudrun|google-samples|vertex-ai(?:-restricted)?|deeplearning-platform-release|gke-release|cloud-builders"
    r"|cloud-marketplace\w*|cloud-ops-agents-artifacts|gcp-runtimes|serverless-runtimes|google-containers|k8s-artifacts-prod"
    r"|google\.com|cloud-sdk-docker|cloudsql-docker|jetstack|fairwinds-ops|kubernetes-release|ml-images|tpu-prod-env-multipod"
    r"|agones-images|deeplearning-images|production-ai-template|dataflow-templates|cloud-dataflow|cloud-spanner-emulator"
    r"|cloud-airflow-releaser|cloud-workstations-images|colab-images)"
)
"""Projects of Google, and of others, whose images everybody pulls."""

OWN_OF_AWS: Final = regex(
    r"\b(?:602401143452|906394416424|800184023465|877085696533|900889452093|918309763551)\.dkr\.ecr\."
)
"""Accounts of AWS itself, whose images charts name in one region (EKS user guide, Amazon container image registries)."""

PUBLIC_BUCKETS: Final = regex(
    r"^(?:amazonlinux|al2023-|amazoncloudwatch-agent|amazon-ssm-|aws-codedeploy-|amazon-eks|aws-quickstart|cloudformation-|ec2-|awscli|aws-cli|amazon-ecs-agent|elasticbeanstalk-samples"
    r"|sagemaker-(?:sample|example)|commoncrawl$|noaa-|sentinel-|awsglue-|emr-|[a-z0-9-]+\.elasticmapreduce|nyc-tlc|spacenet-dataset|registry\.opendata"
    r"|cloud-samples-|gcp-public-data|goog-dataproc|dataproc-|dataflow-templates|dataflow-samples|cloud-training|kubernetes-release|spark-lib|hadoop-lib|gke-release|gke-on-prem"
    r"|vertex-ai|tensorflow|tfhub|google-cloud-sdk|cloud-ops-|ops-agents-|apache-beam-samples|bert-|t5-data|cloud-tpu-|maxtext-gallery|llm-d)",
)
"""Buckets that everybody reads: tools, samples, open data."""


_CONTINENTS: Final = {"us": "us-", "europe": "europe-", "asia": "asia-"}
"""Artifact Registry's name of a continent -> how its regions begin."""


def is_around(place: object, region: object) -> bool:
    """Whether a registry's continent has the region in it: then a pull bills nothing for the way (Artifact Registry pricing, Data
    transfer)."""
    return isinstance(place, str) and isinstance(region, str) and region.startswith(_CONTINENTS.get(place, "none"))
