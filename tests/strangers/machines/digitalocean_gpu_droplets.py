"""Eight-way GPU droplets for the hackathon.

Four droplets of size gpu-h100x8-640gb, 32 H100 together.
"""

import pulumi

TEAMS = ["red", "green", "blue", "amber"]

key = pulumi.CustomResource(
    "digitalocean:index/sshKey:SshKey",
    "hack",
    {
        "name": "hack",
        "publicKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC hack",
    },
)

for team in TEAMS:
    pulumi.CustomResource(
        "digitalocean:index/droplet:Droplet",
        f"gpu-{team}",
        {
            "name": f"gpu-{team}",
            "region": "nyc2",
            "size": "gpu-h100x8-640gb",
            "image": "gpu-h100x8-base",
            "sshKeys": [key.id],
            "tags": [team],
        },
    )
