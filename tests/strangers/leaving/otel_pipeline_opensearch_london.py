"""Trace ingestion: services in N. Virginia, the shared OpenSearch domain in London.

OpenTelemetry traces ingested in us-east-1 by an OpenSearch Ingestion pipeline are written to an OpenSearch domain in eu-west-2
(sink host and region in the pipeline YAML).
"""

import pulumi_aws as aws

PIPELINE = """\
version: "2"
otel-traces:
  source:
    otel_trace_source:
      path: "/v1/traces"
  processor:
    - trace_peer_forwarder: ~
    - otel_traces: ~
  sink:
    - opensearch:
        hosts: ["https://search-observability-6zq2wcy3nq4v7u5tq3hds2m4lu.eu-west-2.es.amazonaws.com"]
        index_type: "trace-analytics-raw"
        aws:
          region: "eu-west-2"
          sts_role_arn: "arn:aws:iam::111122223333:role/osis-traces"
"""

aws.opensearchingest.Pipeline(
    "traces",
    pipeline_name="otel-traces",
    min_units=4,
    max_units=24,
    pipeline_configuration_body=PIPELINE,
    buffer_options={"persistent_buffer_enabled": True},
)
