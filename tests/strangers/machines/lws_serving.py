"""Multi-host serving of the large model with LeaderWorkerSet.

LeaderWorkerSet YAML with 6 replicas of 4 pods asking 8 H200 GPUs each (192 GPUs).
"""

import pulumi
import pulumi_kubernetes as k8s

MANIFEST = """
apiVersion: leaderworkerset.x-k8s.io/v1
kind: LeaderWorkerSet
metadata:
  name: big-model
  namespace: serving
spec:
  replicas: 6
  leaderWorkerTemplate:
    size: 4
    restartPolicy: RecreateGroupOnPodRestart
    workerTemplate:
      spec:
        nodeSelector:
          node.kubernetes.io/instance-type: p5en.48xlarge
        containers:
          - name: worker
            image: vllm/vllm-openai:v0.6.4
            command: ["sh", "-c", "bash /vllm-workspace/examples/multi-node-serving.sh worker"]
            resources:
              limits:
                nvidia.com/gpu: "8"
                memory: 1500Gi
---
apiVersion: v1
kind: Service
metadata:
  name: big-model
  namespace: serving
spec:
  selector:
    leaderworkerset.sigs.k8s.io/name: big-model
    role: leader
  ports:
    - port: 8000
"""

namespace = k8s.core.v1.Namespace("serving", metadata={"name": "serving"})
group = k8s.yaml.v2.ConfigGroup(
    "big-model",
    yaml=MANIFEST,
    opts=pulumi.ResourceOptions(depends_on=[namespace]),
)
pulumi.export("namespace", namespace.metadata["name"])
