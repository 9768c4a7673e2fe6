"""CloudWatch's agent sends the use of the GPUs each minute."""

import pulumi_aws as aws

AGENT = '{"metrics": {"metrics_collected": {"nvidia_gpu": {"measurement": ["utilization_gpu", "memory_used"]}}}}'
CONTROL = "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl"

aws.ec2.Instance(
    "gpu-metrics-required-box",
    instance_type="g5.xlarge",
    user_data=f"""#!/bin/bash
echo '{AGENT}' >/tmp/agent.json
{CONTROL} -a fetch-config -m ec2 -s -c file:/tmp/agent.json
python3 /opt/train.py
""",
)
