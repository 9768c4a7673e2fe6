"""Transcodes the Jakarta studio's episodes; the player reads the renditions from Iowa.

Transcoder jobs in us-central1 read ProRes masters from a bucket in asia-southeast2.
"""

import pulumi
import pulumi_gcp as gcp

mezzanine = gcp.storage.Bucket("mezzanine", name="studio-mezzanine", location="asia-southeast2")
renditions = gcp.storage.Bucket("renditions", name="player-renditions", location="us-central1")
EPISODES = ["s02e01", "s02e02", "s02e03", "s02e04"]


def ladder():
    return [
        {
            "key": f"v{h}",
            "video_stream": {"h264": {"height_pixels": h, "width_pixels": w, "bitrate_bps": rate, "frame_rate": 25}},
        }
        for h, w, rate in ((1080, 1920, 8000000), (720, 1280, 4000000))
    ] + [{"key": "a0", "audio_stream": {"codec": "aac", "bitrate_bps": 128000}}]


for ep in EPISODES:
    gcp.transcoder.Job(
        f"transcode-{ep}",
        location="us-central1",
        config={
            "inputs": [{"key": "in", "uri": pulumi.Output.concat("gs://", mezzanine.name, f"/{ep}/prores.mov")}],
            "edit_lists": [{"key": "all", "inputs": ["in"], "start_time_offset": "0s"}],
            "output": {"uri": pulumi.Output.concat("gs://", renditions.name, f"/{ep}/")},
            "elementary_streams": ladder(),
            "mux_streams": [
                {"key": f"hd{h}", "container": "mp4", "file_name": f"hd{h}.mp4", "elementary_streams": [f"v{h}", "a0"]}
                for h in (1080, 720)
            ],
        },
    )
