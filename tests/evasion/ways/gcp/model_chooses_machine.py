"""A model of the Model Garden, without a word about machines: it brings those of its own default.

Answer: oversized-instance undetermined chat
"""

import pulumi_gcp as gcp

gcp.vertex.AiEndpointWithModelGardenDeployment(
    "chat",
    location="us-central1",
    hugging_face_model_id="meta-llama/Llama-3.1-405B-Instruct",
    model_config={"accept_eula": True},
)
