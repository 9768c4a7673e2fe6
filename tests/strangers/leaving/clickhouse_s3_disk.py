"""ClickHouse operator: cold parts are moved to an S3 disk.

ClickHouse in ap-southeast-1 moves its cold event parts to, and queries them from, an S3 disk in us-west-2.
"""

import pulumi
import pulumi_kubernetes as k8s

STORAGE = """
<clickhouse>
  <storage_configuration>
    <disks>
      <cold>
        <type>s3</type>
        <endpoint>https://acme-ch-cold.s3.us-west-2.amazonaws.com/events/</endpoint>
        <region>us-west-2</region>
        <use_environment_credentials>true</use_environment_credentials>
      </cold>
    </disks>
    <policies>
      <tiered>
        <volumes>
          <hot><disk>default</disk></hot>
          <cold><disk>cold</disk></cold>
        </volumes>
        <move_factor>0.3</move_factor>
      </tiered>
    </policies>
  </storage_configuration>
</clickhouse>
"""

singapore = k8s.Provider("singapore", context="arn:aws:eks:ap-southeast-1:111122223333:cluster/analytics")

k8s.apiextensions.CustomResource(
    "events-ch",
    api_version="clickhouse.altinity.com/v1",
    kind="ClickHouseInstallation",
    metadata={"name": "events", "namespace": "clickhouse"},
    spec={
        "configuration": {
            "clusters": [{"name": "events", "layout": {"shardsCount": 6, "replicasCount": 2}}],
            "files": {"config.d/storage.xml": STORAGE},
        },
        "defaults": {"templates": {"dataVolumeClaimTemplate": "data"}},
        "templates": {
            "volumeClaimTemplates": [
                {
                    "name": "data",
                    "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "2Ti"}}},
                }
            ]
        },
    },
    opts=pulumi.ResourceOptions(provider=singapore),
)
