"""Automation runbook that starts the weekly Trainium gang.

SSM automation document, scheduled weekly, that runs 24 trn1.32xlarge instances.
"""

import pulumi
import pulumi_aws as aws

RUNBOOK = """
schemaVersion: "0.3"
description: Start the weekly finetuning gang
assumeRole: "{{ AutomationAssumeRole }}"
parameters:
  AutomationAssumeRole:
    type: String
mainSteps:
  - name: startNodes
    action: aws:runInstances
    maxAttempts: 2
    inputs:
      ImageId: ami-0f3e1c9a7b5d2e864
      InstanceType: trn1.32xlarge
      MinInstanceCount: 24
      MaxInstanceCount: 24
      IamInstanceProfileName: finetune-node
  - name: tagNodes
    action: aws:createTags
    inputs:
      ResourceType: EC2
      ResourceIds: "{{ startNodes.InstanceIds }}"
      Tags:
        - Key: job
          Value: weekly-finetune
"""

document = aws.ssm.Document(
    "start-gang",
    name="start-finetune-gang",
    document_type="Automation",
    document_format="YAML",
    content=RUNBOOK,
)
account = aws.get_caller_identity_output()
association = aws.ssm.Association(
    "weekly-gang",
    name=document.name,
    schedule_expression="cron(0 4 ? * SUN *)",
    apply_only_at_cron_interval=True,
    parameters={"AutomationAssumeRole": account.account_id.apply(lambda a: f"arn:aws:iam::{a}:role/gang-automation")},
)
pulumi.export("association", association.association_id)
