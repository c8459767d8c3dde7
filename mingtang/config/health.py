"""Is it up, is it ready, how is it doing: for load balancers, for operators, for Prometheus."""

import hmac
import ipaddress
import os
import re
import time
import uuid
from collections.abc import Callable, Iterator

import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from mingtang.kernel.evidence.api import backlog
from mingtang.kernel.jobs.api import database_now, queue_state, worker_is_alive

log = structlog.get_logger(__name__)

REQUESTS = Counter("mingtang_requests", "Requests answered.", ["method", "view", "status"])
LATENCY = Histogram(
    "mingtang_request_seconds",
    "Time from first byte in to response out.",
    ["method", "view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_QUIET = {"healthz", "readyz", "metrics"}


class MeasureRequests:
    """Gives every request a number, counts and times it. What the request carries is never written anywhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = request_id = _request_id(request)  # type: ignore[attr-defined]
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            _measure(request, response, time.perf_counter() - started)
        response.headers["X-Request-Id"] = request_id
        return response


def _request_id(request: HttpRequest) -> str:
    """The number a trusted proxy gave, or a new one."""
    given = request.headers.get("X-Request-Id", "")
    return given if settings.BEHIND_PROXY and _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def _measure(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    method = request.method if request.method in _METHODS else "other"
    view = request.resolver_match.view_name if request.resolver_match else "unmatched"
    REQUESTS.labels(method, view, response.status_code).inc()
    LATENCY.labels(method, view).observe(seconds)
    if view not in _QUIET:
        log.info("request", method=method, view=view, status=response.status_code, ms=round(seconds * 1000, 1))


def healthz(request: HttpRequest) -> HttpResponse:
    """The process is up; asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def readyz(request: HttpRequest) -> JsonResponse:
    """200 when requests can be served and work gets done; otherwise 503 with the reasons."""
    reasons = what_is_missing()
    return JsonResponse({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)


def what_is_missing() -> list[str]:
    """Why the node is not ready; empty when it is."""
    try:
        if not migrations_are_applied():
            return ["migrations are not applied: run `mingtang migrate`"]
        return [] if worker_is_alive(database_now()) else ["no worker is alive: run `mingtang worker`"]
    except DatabaseError:
        log.exception("database does not answer")
        return ["the database does not answer"]


_all_applied = False


def migrations_are_applied() -> bool:
    """Asked of the database until it is true, then remembered: the code of a process does not change."""
    global _all_applied
    if not _all_applied:
        executor = MigrationExecutor(connection)
        _all_applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _all_applied


def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus, to this machine or to whoever holds METRICS_TOKEN."""
    if not _may_read_metrics(request):
        return HttpResponse("metrics ask for a bearer token\n", status=403, content_type="text/plain; charset=utf-8")
    state = CollectorRegistry()
    state.register(NodeState())
    return HttpResponse(_process_figures() + generate_latest(state), content_type=CONTENT_TYPE_LATEST)


def _may_read_metrics(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    return "X-Forwarded-For" not in request.headers and _is_loopback(request.META.get("REMOTE_ADDR", ""))


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _process_figures() -> bytes:
    """Of this process, or summed over all web processes when there are several."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return generate_latest(registry)


class NodeState:
    """Figures read from the database at the moment they are asked for."""

    def collect(self) -> Iterator[Metric]:
        """One gauge a figure; when the database is away, only `mingtang_database_up 0`."""
        try:
            figures = list(_node_figures())
        except DatabaseError:
            figures = [("mingtang_database_up", "Whether the database answers.", 0.0)]
        for name, meaning, value in figures:
            yield GaugeMetricFamily(name, meaning, value=value)


def _node_figures() -> Iterator[tuple[str, str, float]]:
    now = database_now()
    queue, facts = queue_state(now), backlog()
    yield "mingtang_database_up", "Whether the database answers.", 1
    yield "mingtang_worker_alive", "Whether a worker gave its heartbeat lately.", worker_is_alive(now)
    yield "mingtang_tasks_ready", "Background tasks that are due.", queue.ready
    yield "mingtang_tasks_running", "Background tasks that are running.", queue.running
    yield "mingtang_tasks_failed", "Background tasks that failed for good.", queue.failed
    yield "mingtang_tasks_longest_wait_seconds", "Age of the oldest task that is due.", queue.longest_wait
    yield "mingtang_facts_waiting", "Deliveries of facts that wait.", facts["waiting"]
    yield "mingtang_facts_dead", "Deliveries of facts given up.", facts["dead"]
    yield "mingtang_records_unsealed", "Records of evidence not yet in the chain.", facts["unsealed"]
