"""Deadline Cloud fleet for the film.

A CloudFormation JSON with a Deadline Cloud fleet of 20 to 200 workers with 4 to 8 L40S each.
"""

import json

import pulumi
import pulumi_aws as aws

FARM = "farm-0123456789abcdef0123456789abcdef"

capabilities = {
    "VCpuCount": {"Min": 48},
    "MemoryMiB": {"Min": 196608},
    "OsFamily": "LINUX",
    "CpuArchitectureType": "x86_64",
    "AcceleratorCapabilities": {"Selections": [{"Name": "l40s"}], "Count": {"Min": 4, "Max": 8}},
}

template = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Resources": {
        "Fleet": {
            "Type": "AWS::Deadline::Fleet",
            "Properties": {
                "FarmId": FARM,
                "DisplayName": "film",
                "RoleArn": "arn:aws:iam::111122223333:role/deadline-fleet",
                "MinWorkerCount": 20,
                "MaxWorkerCount": 200,
                "Configuration": {
                    "ServiceManagedEc2": {
                        "InstanceCapabilities": capabilities,
                        "InstanceMarketOptions": {"Type": "on-demand"},
                    }
                },
            },
        },
    },
}

stack = aws.cloudformation.Stack("film", name="film-fleet", template_body=json.dumps(template))
pulumi.export("stack", stack.id)
