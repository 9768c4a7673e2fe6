"""An instance metadata service over HTTP that insists on version 2: a token by PUT, then GET with the token."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

TOKEN = "a-token"


class FakeImds:
    """`answers`: path below /latest/ -> text; what is not there is answered 404. `refused`: requests without a good token."""

    def __init__(self) -> None:
        self.endpoint = ""
        self.refused = 0
        self.answers = {
            "meta-data/iam/security-credentials/": "node",
            "meta-data/iam/security-credentials/node": json.dumps(
                {"AccessKeyId": "AKIA1", "SecretAccessKey": "secret", "Token": "session"}
            ),
        }
        self.identity("i-1")

    def identity(self, instance_id: str, launched: str = "2026-01-05T08:00:00Z") -> None:
        document = {"instanceId": instance_id, "pendingTime": launched}
        self.answers["dynamic/instance-identity/document"] = json.dumps(document)

    def notice(self, deadline: str) -> None:
        self.answers["meta-data/spot/instance-action"] = json.dumps({"action": "terminate", "time": deadline})


@contextmanager
def serve(imds: FakeImds) -> Generator[FakeImds]:
    """Serve it; sets its `endpoint`."""

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            lifetime = self.headers.get("X-aws-ec2-metadata-token-ttl-seconds", "")
            good = self.path == "/latest/api/token" and lifetime.isdigit() and 1 <= int(lifetime) <= 21600
            self._answer(200 if good else 400, TOKEN if good else "")

        def do_GET(self) -> None:
            if self.headers.get("X-aws-ec2-metadata-token") != TOKEN:
                imds.refused += 1
                self._answer(401, "")
                return
            text = imds.answers.get(self.path.removeprefix("/latest/"))
            self._answer(404 if text is None else 200, text or "")

        def _answer(self, status: int, text: str) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    imds.endpoint = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield imds
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
