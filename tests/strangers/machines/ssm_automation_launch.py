"""Automation document, run each night by a maintenance association.

An SSM automation, run each night, launches ten trn1.32xlarge (160 Trainium) and has no step that terminates them.
"""

import pulumi_aws as aws

CONTENT = """
schemaVersion: '0.3'
assumeRole: arn:aws:iam::111122223333:role/automation
mainSteps:
  - name: launch
    action: aws:runInstances
    inputs:
      ImageId: ami-0c0ffee1234567890
      InstanceType: trn1.32xlarge
      MinInstanceCount: 10
      MaxInstanceCount: 10
      SubnetId: subnet-0a1b2c3d4e5f60718
"""

doc = aws.ssm.Document("nightly-neuron", document_type="Automation", document_format="YAML", content=CONTENT)

aws.ssm.Association(
    "nightly-neuron",
    name=doc.name,
    schedule_expression="cron(0 1 * * ? *)",
    apply_only_at_cron_interval=True,
)
