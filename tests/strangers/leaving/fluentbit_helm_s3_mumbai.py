"""Fluent Bit on every node; logs land in the Mumbai SIEM bucket.

Container logs of all nodes of the EKS cluster in us-east-1 are shipped by Fluent Bit to an S3 bucket in ap-south-1 (s3 output in
the Helm values).
"""

import pulumi
import pulumi_eks as eks
import pulumi_kubernetes as k8s

cluster = eks.Cluster("prod", instance_type="m6i.4xlarge", desired_capacity=80, min_size=40, max_size=160)
provider = k8s.Provider("prod", kubeconfig=cluster.kubeconfig_json)

OUTPUTS = """\
[OUTPUT]
    Name              s3
    Match             kube.*
    bucket            siem-landing-mumbai
    region            ap-south-1
    total_file_size   100M
    upload_timeout    5m
    compression       gzip
    s3_key_format     /prod/%Y/%m/%d/%H/$UUID.gz
"""

k8s.helm.v3.Release(
    "fluent-bit",
    chart="fluent-bit",
    namespace="logging",
    create_namespace=True,
    repository_opts=k8s.helm.v3.RepositoryOptsArgs(repo="https://fluent.github.io/helm-charts"),
    values={
        "serviceAccount": {
            "annotations": {"eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/fluent-bit-mumbai"}
        },
        "config": {"outputs": OUTPUTS},
        "tolerations": [{"operator": "Exists"}],
    },
    opts=pulumi.ResourceOptions(provider=provider),
)
