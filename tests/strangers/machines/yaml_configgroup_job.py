"""Manifests as the data science team wrote them.

A YAML text with a Job of 40 parallel pods with 4 L4 each (160 L4) over a hundred thousand completions.
"""

import pulumi
import pulumi_kubernetes as k8s

MANIFEST = """
apiVersion: v1
kind: Namespace
metadata:
  name: mining-docs
---
apiVersion: batch/v1
kind: Job
metadata:
  name: ocr
  namespace: mining-docs
spec:
  parallelism: 40
  completions: 100000
  template:
    spec:
      restartPolicy: OnFailure
      nodeSelector:
        cloud.google.com/gke-accelerator: nvidia-l4
      containers:
        - name: ocr
          image: us-docker.pkg.dev/vision/docs/ocr:11
          resources:
            limits:
              nvidia.com/gpu: "4"
              cpu: "40"
"""

docs = k8s.yaml.v2.ConfigGroup("ocr", yaml=MANIFEST)
pulumi.export("group", docs.urn)
