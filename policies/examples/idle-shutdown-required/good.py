"""An alarm stops the instance after half an hour below 5 % CPU; a script stops the notebook after half an hour unused."""

import base64

import pulumi_aws as aws

box = aws.ec2.Instance("idle-shutdown-required-box", instance_type="g5.xlarge")
aws.cloudwatch.MetricAlarm(
    "idle-shutdown-required-box",
    namespace="AWS/EC2",
    metric_name="CPUUtilization",
    dimensions={"InstanceId": box.id},
    statistic="Maximum",
    comparison_operator="LessThanThreshold",
    threshold=5,
    period=300,
    evaluation_periods=6,
    alarm_actions=["arn:aws:automate:us-east-1:ec2:stop"],
)
SCRIPT = "echo '*/5 * * * * python3 /home/ec2-user/autostop.py --time 1800' | crontab -"
lifecycle = aws.sagemaker.NotebookInstanceLifecycleConfiguration(
    "idle-shutdown-required-notebook", on_start=base64.b64encode(SCRIPT.encode()).decode()
)
aws.sagemaker.NotebookInstance(
    "idle-shutdown-required-notebook",
    instance_type="ml.g5.xlarge",
    role_arn="arn:aws:iam::123456789012:role/notebook",
    lifecycle_config_name=lifecycle.name,
)
