"""Status page: our own dynamic provider registers components; a Lambda function records incidents."""

import json
import urllib.request

import pulumi
import pulumi_aws as aws
from pulumi.dynamic import CreateResult, Resource, ResourceProvider, UpdateResult

API = "https://api.statuspage.example/v1/pages/planworks/components"


def call(method: str, url: str, token: str, body: dict | None = None) -> dict:
    request = urllib.request.Request(
        url,
        method=method,
        data=json.dumps(body or {}).encode(),
        headers={"Authorization": f"OAuth {token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.loads(answer.read() or b"{}")


class ComponentProvider(ResourceProvider):
    def create(self, props):
        made = call(
            "POST", API, props["token"], {"component": {"name": props["title"], "description": props["description"]}}
        )
        return CreateResult(id_=made["id"], outs=props)

    def update(self, identifier, old, new):
        call(
            "PATCH",
            f"{API}/{identifier}",
            new["token"],
            {"component": {"name": new["title"], "description": new["description"]}},
        )
        return UpdateResult(outs=new)

    def delete(self, identifier, props):
        call("DELETE", f"{API}/{identifier}", props["token"])


class StatusComponent(Resource):
    def __init__(self, name: str, title: str, description: str, token, opts=None):
        super().__init__(ComponentProvider(), name, {"title": title, "description": description, "token": token}, opts)


config = pulumi.Config()
token = config.get_secret("statusToken") or pulumi.Output.secret("not-real")
for name, (title, description) in {
    "api-us": ("API (United States)", "us-east-1"),
    "api-eu": ("API (Europe)", "eu-west-1 and eu-central-1"),
    "training": ("Model training", "queue of the H100 partner cloud"),
}.items():
    StatusComponent(name, title, description, token)

table = aws.dynamodb.Table(
    "incidents",
    billing_mode="PAY_PER_REQUEST",
    hash_key="component",
    range_key="started",
    attributes=[{"name": "component", "type": "S"}, {"name": "started", "type": "S"}],
    point_in_time_recovery={"enabled": True},
    ttl={"attribute_name": "expires", "enabled": True},
)
role = aws.iam.Role(
    "incidents",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
    ),
)
aws.iam.RolePolicyAttachment(
    "incidents-logs", role=role.name, policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
)
aws.iam.RolePolicy(
    "incidents-table",
    role=role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": ["dynamodb:PutItem", "dynamodb:Query"], "Resource": table.arn}],
        }
    ),
)
code = "import os, json\n\ndef handler(event, context):\n    print(json.dumps(event), os.environ['TABLE'])\n    return {'statusCode': 204}\n"
function = aws.lambda_.Function(
    "incidents",
    runtime="python3.12",
    handler="index.handler",
    role=role.arn,
    timeout=10,
    memory_size=256,
    code=pulumi.AssetArchive({"index.py": pulumi.StringAsset(code)}),
    environment={"variables": {"TABLE": table.name}},
)
url = aws.lambda_.FunctionUrl("incidents", function_name=function.name, authorization_type="AWS_IAM")
pulumi.export("webhook", url.function_url)
