"""GitHub's API on loopback, as far as a comment needs it: one repository, its pull requests and their comments.

Answers are shaped as docs.github.com shows them ("REST API endpoints for pull requests", "... for issue comments"). A path it
does not know is a 404, and what is written is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final

REPOSITORY: Final = "vision/infra"
TOKEN: Final = "a-token"
BOT: Final = "github-actions[bot]"


@dataclass
class GitHub:
    """`comments` by pull request, in order. `wrote`: each method and path that changes something. `refuse`: status for writes."""

    pulls: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    comments: dict[str, list[dict[str, Any]]] = field(default_factory=dict[str, list[dict[str, Any]]])
    wrote: list[str] = field(default_factory=list[str])
    refuse: int | None = None
    url: str = ""

    def bodies(self, number: str) -> list[str]:
        return [comment["body"] for comment in self.comments.get(number, [])]

    def say(self, number: str, body: str, author: str = BOT) -> None:
        there = self.comments.setdefault(number, [])
        there.append({"id": int(number) * 1000 + len(there), "user": {"login": author}, "body": body})


@contextmanager
def serving(github: GitHub) -> Generator[GitHub]:
    """`github` behind `github.url`."""

    class Handler(_Handler):
        state = github

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        github.url = f"http://127.0.0.1:{server.server_address[1]}"
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield github
        server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    state: GitHub

    def do_GET(self) -> None:
        if pull := self._asked(r"/pulls/(\d+)"):
            found = self.state.pulls.get(pull[1])
            return self._answer(200 if found else 404, found)
        if page := self._asked(r"/issues/(\d+)/comments\?per_page=(\d+)&page=(\d+)"):
            size, at = int(page[2]), int(page[3]) - 1
            return self._answer(200, self.state.comments.get(page[1], [])[at * size : (at + 1) * size])
        return self._answer(404, None)

    def do_POST(self) -> None:
        new = self._asked(r"/issues/(\d+)/comments")
        if not new or self.state.refuse:
            return self._answer(self.state.refuse or 404, None)
        self.state.wrote.append(f"POST {new[1]}")
        self.state.say(new[1], self._body())
        return self._answer(201, {})

    def do_PATCH(self) -> None:
        known = self._asked(r"/issues/comments/(\d+)")
        there = [
            it for comments in self.state.comments.values() for it in comments if known and it["id"] == int(known[1])
        ]
        if not there:
            return self._answer(404, None)
        self.state.wrote.append(f"PATCH {there[0]['id']}")
        there[0]["body"] = self._body()
        return self._answer(200, {})

    def _asked(self, path: str) -> re.Match[str] | None:
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            return None
        return re.fullmatch(f"/repos/{REPOSITORY}{path}", self.path)

    def _body(self) -> str:
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]

    def _answer(self, status: int, answer: object) -> None:
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Silent."""
