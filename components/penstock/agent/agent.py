#!/usr/bin/env python3
"""Penstock's agent: ends its own node when the accelerators are idle, and tells jobs that the node is being reclaimed.

One file, standard library only, Python 3.8 or newer, Linux. /etc/penstock/agent.json says what to do, in seconds:

    {"environment": "vision", "pool": "train", "region": "us-east-1", "namespace": "Penstock/vision",
     "idle_duration_s": 1200, "boot_grace_s": 900, "expire_after_s": 259200}     (all three null: report only)

Every 10 s it reads nvidia-smi; what cannot be read counts as busy. A node past `boot_grace_s` that was idle for
`idle_duration_s` is marked; if it is still idle a minute later, or at once when it is older than `expire_after_s`, it is
taken out of its Auto Scaling group, whose size is lowered. Every minute it publishes GpuActivity, Heartbeat, GpuUnreadable.
Every 5 s it asks for a spot reclaim notice, and then runs, once, each executable in /etc/penstock/reclaim.d with the deadline
(ISO 8601 UTC) as its argument and as PENSTOCK_RECLAIM_DEADLINE.
"""

from __future__ import annotations

import calendar
import hashlib
import hmac
import http.client
import json
import logging
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

SAMPLE_EVERY_S, PUBLISH_EVERY_S = 10.0, 60.0
POLL_EVERY_S = 5.0  # what AWS recommends (EC2 user guide, spot-instance-termination-notices)
MAX_GAP_S = 45.0  # samples further apart leave time of which nothing is known
CONFIRM_AFTER_S = 60.0
NOISE_PERCENT = 5.0  # without a process on any GPU, utilization up to here is the driver's own
FIRST_RETRY_S, LAST_RETRY_S = 60.0, 900.0
TOOL_TIMEOUT_S, HTTP_TIMEOUT_S = 8.0, 10.0

log = logging.getLogger("penstock-agent")


class OutsideError(Exception):
    """Something outside this file did not do its part: survived, and tried again. `status`: HTTP's, if there was one."""

    def __init__(self, text: str, status: int | None = None) -> None:
        super().__init__(text)
        self.status = status


# ---- What is decided: pure.


class Limits(NamedTuple):
    """When the node is ended, in seconds."""

    idle_duration_s: float
    boot_grace_s: float
    expire_after_s: float


@dataclass(frozen=True)
class Config:
    """agent.json. `limits` None: the pool has no idle shutdown."""

    environment: str
    pool: str
    region: str
    namespace: str
    limits: Limits | None


@dataclass(frozen=True)
class State:
    """In seconds since boot: idle only after `not_idle_at`, last sample at `seen_at`, marked as idle at `marked_at`."""

    not_idle_at: float
    seen_at: float
    marked_at: float | None = None


class Verdict(NamedTuple):
    """`action`: keep, mark, unmark or stop."""

    action: str
    reason: str


def observe(state: State, now: float, activity: float | None) -> State:
    """The state after a sample: `activity` in per cent (0: idle), None when it could not be read."""
    known_idle = activity == 0 and 0 <= now - state.seen_at <= MAX_GAP_S
    return replace(state, seen_at=now, not_idle_at=state.not_idle_at if known_idle else now)


def decide(limits: Limits | None, state: State, now: float, age: float) -> Verdict:
    """What to do at `now` (seconds since boot), `age` seconds after launch. Two steps for an idle node: mark, then stop."""
    if limits is None:
        return Verdict("keep", "the pool has no idle shutdown")
    if age >= limits.expire_after_s:
        return Verdict("stop", f"older than expire_after ({limits.expire_after_s:g} s)")
    idle = now - state.not_idle_at
    if now < limits.boot_grace_s or now - state.seen_at > MAX_GAP_S or idle < limits.idle_duration_s:
        return Verdict("keep" if state.marked_at is None else "unmark", f"booted, busy or unreadable {idle:.0f} s ago")
    if state.marked_at is None or not state.not_idle_at <= state.marked_at <= now:
        return Verdict("mark", f"idle for {idle:.0f} s")
    marked = now - state.marked_at
    return Verdict("stop" if marked >= CONFIRM_AFTER_S else "keep", f"idle for {idle:.0f} s, marked {marked:.0f} s ago")


def parse_activity(utilization: str, processes: str, least_gpus: int) -> tuple[float, int]:
    """The highest activity of any GPU in per cent, and the number of GPUs, from nvidia-smi's two answers.

    Up to NOISE_PERCENT is 0 unless a process holds a GPU. Raises OutsideError for anything but a whole answer: a word where
    a number belongs (a lost GPU, MIG), fewer GPUs than there were.
    """
    try:
        percents = [float(line) for line in utilization.split("\n") if line.strip()]
        holders = [int(line) for line in processes.split("\n") if line.strip()]
    except ValueError as error:
        raise OutsideError(f"nvidia-smi: {error}") from None
    if len(percents) < max(1, least_gpus) or not all(0 <= percent <= 100 for percent in percents):
        raise OutsideError(f"nvidia-smi: not {max(1, least_gpus)} GPUs with 0 to 100 %: {utilization[:200]!r}")
    return (max(percents) if holders or max(percents) > NOISE_PERCENT else 0.0), len(percents)


def metrics(samples: list[float | None]) -> dict[str, float]:
    """What a minute's samples say. GpuActivity 0 needs every sample to be known; for more than 0 one is enough."""
    known = [sample for sample in samples if sample is not None]
    whole = bool(known) and len(known) == len(samples)
    found = {"Heartbeat": 1.0}
    if not whole:
        found["GpuUnreadable"] = 1.0
    if whole or any(known):
        found["GpuActivity"] = max(known)
    return found


def load_config(text: str) -> Config:
    """agent.json's text. Raises ValueError that says all that is wrong."""
    given: Any = json.loads(text)
    if not isinstance(given, dict):
        raise ValueError("write a JSON object")
    fields: dict[str, Any] = {**given}
    words, numbers = ("environment", "pool", "region", "namespace"), Limits._fields
    wrong = [f"{key}: unknown key" for key in fields if key not in words + numbers]
    wrong += [f"{key}: write a text" for key in words if not isinstance(fields.get(key), str) or not fields[key]]
    limited = any(fields.get(key) is not None for key in numbers)
    if limited:
        wrong += [f"{key}: write seconds above 0" for key in numbers if not _is_duration(fields.get(key))]
    if wrong:
        raise ValueError("; ".join(wrong))
    return Config(
        *(fields[key] for key in words), limits=Limits(*(fields[key] for key in numbers)) if limited else None
    )


def _is_duration(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < float("inf")


# ---- What the node says.


def read_gpus(least_gpus: int) -> tuple[float, int]:
    """`parse_activity` of this node. Raises OutsideError also when nvidia-smi is missing, fails, or does not end in time."""
    utilization = _nvidia_smi("--query-gpu=utilization.gpu", "--format=csv,noheader,nounits")
    return parse_activity(utilization, _nvidia_smi("--query-compute-apps=pid", "--format=csv,noheader"), least_gpus)


def _nvidia_smi(*arguments: str) -> str:
    command = ["nvidia-smi", *arguments]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=TOOL_TIMEOUT_S)  # noqa: S603
        return done.stdout.decode("ascii")
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
        raise OutsideError(f"nvidia-smi: {error}") from None


def since_boot() -> float:
    """Seconds since boot; setting the clock does not move it."""
    return float(Path("/proc/uptime").read_text(encoding="ascii").split()[0])


def launch_age(identity: Mapping[str, Any], now: float) -> float:
    """Seconds since launch, so that a reboot makes no node younger; 0 when the identity document does not say."""
    try:
        return now - calendar.timegm(time.strptime(identity["pendingTime"], "%Y-%m-%dT%H:%M:%SZ"))
    except (KeyError, TypeError, ValueError):
        return 0.0


def load_state(path: Path, now: float) -> State:
    """The state before a restart of the agent; else nothing is known of the time before `now`."""
    try:
        state = State(**json.loads(path.read_text(encoding="utf-8")))
        if state.not_idle_at <= state.seen_at <= now:
            return state
    except (OSError, ValueError, TypeError):
        pass
    return State(not_idle_at=now, seen_at=now)


def save(path: Path, text: str) -> None:
    """Whole or not at all. A full /run costs only what a restart should have remembered."""
    try:
        part = path.with_suffix(".part")
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        log.warning("a restart will not remember: %s", error)


# ---- What the cloud says.


def http_call(method: str, url: str, headers: Mapping[str, str], body: bytes = b"", *, proxies: bool = True) -> str:
    """The answer's text. Raises OutsideError."""
    request = urllib.request.Request(url, data=body or None, headers=dict(headers), method=method)  # noqa: S310
    opener = urllib.request.build_opener(*([] if proxies else [urllib.request.ProxyHandler({})]))
    try:
        try:
            with opener.open(request, timeout=HTTP_TIMEOUT_S) as answer:
                return answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            with error:
                raise OutsideError(f"{url}: HTTP {error.code} {error.read(2000)!r}", error.code) from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise OutsideError(f"{url}: {error!r}") from None


class Imds:
    """The instance metadata service, version 2 (EC2 user guide, configuring-instance-metadata-service)."""

    def __init__(self, endpoint: str) -> None:
        self._base = endpoint + "/latest/"

    def get(self, path: str) -> str | None:
        """The text at `path`; None when there is none. A token is asked for each time: none can expire. Raises OutsideError."""
        lifetime = {"X-aws-ec2-metadata-token-ttl-seconds": "60"}
        token = http_call("PUT", self._base + "api/token", lifetime, proxies=False)
        try:
            return http_call("GET", self._base + path, {"X-aws-ec2-metadata-token": token}, proxies=False)
        except OutsideError as error:
            if error.status == 404:
                return None
            raise

    def get_json(self, path: str) -> dict[str, Any] | None:
        """The JSON object at `path`; None when there is none. Raises OutsideError."""
        text = self.get(path)
        try:
            return None if text is None else dict(json.loads(text))
        except (TypeError, ValueError):
            raise OutsideError(f"{path}: not a JSON object") from None

    def credentials(self) -> dict[str, Any]:
        """The role's AccessKeyId, SecretAccessKey and Token, read anew each time: they change. Raises OutsideError."""
        base = "meta-data/iam/security-credentials/"
        found = self.get_json(base + (self.get(base) or "").strip())
        if not found or not {"AccessKeyId", "SecretAccessKey"} <= found.keys():
            raise OutsideError("the node has no role")
        return found


def sign(url: str, body: bytes, scope: tuple[str, str], credentials: Mapping[str, str], now: float) -> dict[str, str]:
    """Headers of a signed form POST to `url`, which has no query; `scope`: region and service (IAM user guide, SigV4)."""
    parts = urllib.parse.urlsplit(url)
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    headers = {"content-type": "application/x-www-form-urlencoded", "host": parts.netloc, "x-amz-date": stamp}
    if credentials.get("Token"):
        headers["x-amz-security-token"] = credentials["Token"]
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = "\n".join(["POST", parts.path or "/", "", lines, names, hashlib.sha256(body).hexdigest()])
    place = "/".join([stamp[:8], *scope, "aws4_request"])
    text = "\n".join(["AWS4-HMAC-SHA256", stamp, place, hashlib.sha256(request.encode()).hexdigest()])
    key = ("AWS4" + credentials["SecretAccessKey"]).encode()
    for part in [*place.split("/"), text]:
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    credential = f"{credentials['AccessKeyId']}/{place}"
    headers["authorization"] = f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={key.hex()}"
    return headers


class Aws:
    """The two calls that the agent makes, through the services' Query API, as the node's role."""

    def __init__(self, imds: Imds, config: Config, instance_id: str, endpoint: str | None = None) -> None:
        self._imds, self._config, self._instance_id, self._endpoint = imds, config, instance_id, endpoint

    def publish(self, values: Mapping[str, float]) -> None:
        """`values` for the pool and for the node (CloudWatch API reference, PutMetricData). Raises OutsideError."""
        pool = {"Dimensions.member.1.Name": "Pool", "Dimensions.member.1.Value": self._config.pool}
        node = {"Dimensions.member.2.Name": "InstanceId", "Dimensions.member.2.Value": self._instance_id}
        both = (pool, {**pool, **node})
        data = [{"MetricName": name, "Value": repr(value), **of} for name, value in values.items() for of in both]
        items = {f"MetricData.member.{n}.{key}": text for n, item in enumerate(data, 1) for key, text in item.items()}
        self._call("monitoring", "2010-08-01", "PutMetricData", {"Namespace": self._config.namespace, **items})

    def terminate(self) -> None:
        """End this node and lower its group's size, so that it is not replaced. Raises OutsideError."""
        parameters = {"InstanceId": self._instance_id, "ShouldDecrementDesiredCapacity": "true"}
        self._call("autoscaling", "2011-01-01", "TerminateInstanceInAutoScalingGroup", parameters)

    def _call(self, service: str, version: str, action: str, parameters: Mapping[str, str]) -> None:
        url = self._endpoint or f"https://{service}.{self._config.region}.amazonaws.com/"
        body = urllib.parse.urlencode({"Action": action, "Version": version, **parameters}).encode()
        headers = sign(url, body, (self._config.region, service), self._imds.credentials(), time.time())
        http_call("POST", url, headers, body)


# ---- What is done.


class Agent:
    """Samples, decides, publishes, ends the node. `age`: seconds since launch at `now`, which is seconds since boot."""

    def __init__(self, limits: Limits | None, aws: Aws, state_file: Path, *, now: float, age: float) -> None:
        self._limits, self._aws, self._state_file = limits, aws, state_file
        self._before_boot = max(0.0, age - now)
        self._state = load_state(state_file, now)
        self._gpus = 0
        self._samples: list[float | None] = []
        self._next_publish, self._next_stop, self._retry_s = now + PUBLISH_EVERY_S, now, FIRST_RETRY_S

    def step(self, now: float) -> None:
        """One sample, and what follows from it. What others fail to do is logged and survived."""
        activity: float | None = None
        try:
            activity, self._gpus = read_gpus(self._gpus)
        except OutsideError as error:
            log.warning("counts as busy: %s", error)
        self._samples.append(activity)
        self._state = observe(self._state, now, activity)
        verdict = decide(self._limits, self._state, now, now + self._before_boot)
        if verdict.action in ("mark", "unmark"):
            self._state = replace(self._state, marked_at=now if verdict.action == "mark" else None)
            log.info("%s: %s", verdict.action, verdict.reason)
        save(self._state_file, json.dumps(asdict(self._state)))
        if verdict.action == "stop" and now >= self._next_stop:  # whatever the answer, asked again, ever more rarely
            self._next_stop, self._retry_s = now + self._retry_s, min(2 * self._retry_s, LAST_RETRY_S)
            log.info("stop: %s", verdict.reason)
            self._attempt("not stopped, tried again later", self._aws.terminate)
        if now >= self._next_publish:
            self._next_publish = now + PUBLISH_EVERY_S
            values, self._samples = metrics(self._samples), []
            self._attempt("a minute's metrics are lost", lambda: self._aws.publish(values))

    def _attempt(self, what: str, call: Callable[[], None]) -> None:
        try:
            call()
        except OutsideError as error:
            log.error("%s: %s", what, error)


class ReclaimWatch:
    """Asks for the reclaim notice; at the first one runs every hook once, then `notify`. `marker` outlives a restart."""

    def __init__(self, imds: Imds, hooks: Path, marker: Path, notify: Callable[[], None]) -> None:
        self._imds, self._hooks, self._marker, self._notify = imds, hooks, marker, notify
        self._handled = marker.read_text(encoding="utf-8") if marker.exists() else None
        self._advised = False
        self.running: list[subprocess.Popen[bytes]] = []

    def poll(self) -> None:
        """One question (EC2 user guide, spot-instance-termination-notices). Raises OutsideError."""
        notice = self._imds.get_json("meta-data/spot/instance-action")
        if notice is not None and self._handled != notice.get("time"):
            self._handled = str(notice.get("time"))
            self._reclaimed(self._handled)
        elif not self._advised and self._imds.get("meta-data/events/recommendations/rebalance") is not None:
            self._advised = True
            log.info("the cloud advises to rebalance: a reclaim is likelier than usual")

    def _reclaimed(self, deadline: str) -> None:
        """All hooks run side by side: the two minutes are for all of them."""
        log.warning("the node is reclaimed at %s", deadline)
        save(self._marker, deadline)
        environment = {**os.environ, "PENSTOCK_RECLAIM_DEADLINE": deadline}
        for hook in sorted(self._hooks.glob("*")):
            if hook.is_file() and os.access(hook, os.X_OK):
                try:
                    self.running.append(subprocess.Popen([str(hook), deadline], env=environment))  # noqa: S603
                except OSError as error:
                    log.error("%s: %s", hook, error)
        self._notify()

    def forever(self) -> None:
        """Poll until the process ends."""
        while True:
            try:
                self.poll()
            except OutsideError as error:
                log.warning("reclaim notice: %s", error)
            time.sleep(POLL_EVERY_S)


def main() -> int:
    """Run until a restart by systemd is better: 1 when the configuration or the node's identity cannot be read, or when the
    watch for reclaims has ended."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    path = Path(os.environ.get("PENSTOCK_CONFIG", "/etc/penstock/agent.json"))
    run = Path(os.environ.get("PENSTOCK_RUN_DIR", "/run/penstock"))
    hooks = Path(os.environ.get("PENSTOCK_RECLAIM_DIR", "/etc/penstock/reclaim.d"))
    imds = Imds(os.environ.get("PENSTOCK_IMDS_ENDPOINT", "http://169.254.169.254"))
    try:
        config = load_config(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        log.error("%s: %s", path, error)
        return 1
    try:
        identity = imds.get_json("dynamic/instance-identity/document") or {}
        aws = Aws(imds, config, str(identity["instanceId"]), os.environ.get("PENSTOCK_AWS_ENDPOINT"))
    except (OutsideError, KeyError) as error:
        log.error("the node's identity cannot be read: %r", error)
        return 1
    reclaim = ReclaimWatch(imds, hooks, run / "reclaimed", lambda: aws.publish({"ReclaimNotice": 1.0}))
    watch = threading.Thread(target=reclaim.forever, daemon=True)
    watch.start()
    agent = Agent(config.limits, aws, run / "state.json", now=since_boot(), age=launch_age(identity, time.time()))
    while watch.is_alive():
        agent.step(since_boot())
        time.sleep(SAMPLE_EVERY_S)
    return 1


if __name__ == "__main__":
    sys.exit(main())
