"""Live channel from the stadium, archived for the Seoul newsroom.

The MediaLive channel in us-east-1 records the live video as transport-stream files into an S3 bucket in ap-northeast-2 (Seoul).
"""

import pulumi
import pulumi_aws as aws

archive = aws.s3.Bucket("newsroom-archive", bucket="acme-newsroom-seoul", region="ap-northeast-2")

allow = aws.medialive.InputSecurityGroup("encoders", whitelist_rules=[{"cidr": "203.0.113.0/24"}])
feed = aws.medialive.Input(
    "stadium-feed",
    name="stadium-feed",
    type="RTP_PUSH",
    input_security_groups=[allow.id],
)

channel = aws.medialive.Channel(
    "stadium-channel",
    name="stadium",
    channel_class="SINGLE_PIPELINE",
    role_arn="arn:aws:iam::111122223333:role/MediaLiveAccessRole",
    input_specification={"codec": "AVC", "input_resolution": "HD", "maximum_bitrate": "MAX_20_MBPS"},
    input_attachments=[{"input_attachment_name": "stadium", "input_id": feed.id}],
    destinations=[
        {
            "id": "archive",
            "settings": [{"url": archive.bucket.apply(lambda b: f"s3ssl://{b}/stadium/live")}],
        }
    ],
    encoder_settings={
        "timecode_config": {"source": "EMBEDDED"},
        "audio_descriptions": [{"audio_selector_name": "default", "name": "audio-main"}],
        "video_descriptions": [{"name": "video-1080p", "width": 1920, "height": 1080}],
        "output_groups": [
            {
                "name": "archive",
                "output_group_settings": {
                    "archive_group_settings": [
                        {
                            "destination": {"destination_ref_id": "archive"},
                            "rollover_interval": 300,
                        }
                    ],
                },
                "outputs": [
                    {
                        "output_name": "archive-1080p",
                        "video_description_name": "video-1080p",
                        "audio_description_names": ["audio-main"],
                        "output_settings": {
                            "archive_output_settings": {
                                "name_modifier": "_1080p",
                                "extension": "m2ts",
                                "container_settings": {"m2ts_settings": {"audio_buffer_model": "ATSC"}},
                            },
                        },
                    }
                ],
            }
        ],
    },
    start_channel=True,
)
pulumi.export("channel", channel.channel_id)
