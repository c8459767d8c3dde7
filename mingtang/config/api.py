"""The machine API at /api/: what every app offers, put together, with one way to authenticate, to fail and to be read.

The contract is /api/openapi.json; people read the same at /api/ (see `reference`).
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from mingtang import __version__
from mingtang.domains.disclosure.catalogue.rest import items as disclosed_items
from mingtang.domains.disclosure.reports.rest import reports as annual_reports
from mingtang.domains.disclosure.requests.rest import requests as disclosure_requests
from mingtang.domains.inspection.rest import inspection
from mingtang.domains.inspection.rest import statements as site_statements
from mingtang.domains.interaction.frequent.rest import questions as frequent_questions
from mingtang.domains.interaction.interviews.rest import interviews
from mingtang.domains.interaction.messages.rest import mailboxes
from mingtang.domains.interaction.messages.rest import messages as citizen_messages
from mingtang.domains.interaction.opinions.rest import calls as opinion_calls
from mingtang.domains.interaction.surveys.rest import surveys
from mingtang.domains.portal.contributions.rest import submissions as contributions
from mingtang.domains.portal.editing.rest import articles as edited_articles
from mingtang.domains.portal.editing.rest import manuscripts
from mingtang.domains.portal.editing.rest import translations as portal_translations
from mingtang.domains.portal.editing.rest import ways as review_ways
from mingtang.domains.portal.sharing.rest import sharing as portal_sharing
from mingtang.domains.portal.sites.rest import articles as portal_articles
from mingtang.domains.portal.sites.rest import columns as portal_columns
from mingtang.domains.portal.sites.rest import media as portal_media
from mingtang.domains.portal.sites.rest import sites as portal_sites
from mingtang.domains.portal.sites.rest import topics as portal_topics
from mingtang.domains.portal.visits.rest import visits as portal_visits
from mingtang.domains.registration.rest import applications as certificate_applications
from mingtang.domains.services.applications.rest import applications, joint, window
from mingtang.domains.services.applications.rest import course as application_course
from mingtang.domains.services.catalogue.rest import guides
from mingtang.domains.services.catalogue.rest import items as service_items
from mingtang.domains.services.efficiency.rest import efficiency
from mingtang.domains.services.hall.rest import halls
from mingtang.domains.services.licences.rest import licences
from mingtang.domains.services.payments.rest import payments
from mingtang.domains.services.ratings.rest import ratings
from mingtang.domains.services.reporting.rest import rows as reported
from mingtang.domains.supervision.rest import items as supervised_items
from mingtang.kernel.cases.rest import archives, cases, commands, desk, events, matters, migrations, tasks
from mingtang.kernel.clocks.rest import calendars, limits
from mingtang.kernel.content.rest import files, materials, uploads
from mingtang.kernel.directory.api import Refused, Stale
from mingtang.kernel.directory.rest import (
    accounts,
    appointments,
    grants,
    me,
    number_formats,
    officials,
    organs,
    posts,
    regions,
    roles,
    sessions,
    units,
)
from mingtang.kernel.directory.rest.authentication import AccessToken, SessionCookie
from mingtang.kernel.directory.rest.throttling import PerMinute
from mingtang.kernel.evidence.api import CannotUndo, NotPermitted
from mingtang.kernel.evidence.rest import chain, deliveries, records, reversals
from mingtang.kernel.forms.rest import forms
from mingtang.kernel.letters.rest import letters
from mingtang.kernel.processes.rest import decisions, processes
from mingtang.kernel.search import rest as full_text
from mingtang.kernel.trust.rest import authorities as trust_authorities
from mingtang.kernel.trust.rest import certificates as trust_certificates
from mingtang.kernel.trust.rest import recoveries as trust_recoveries
from mingtang.kernel.trust.rest import seals
from mingtang.kernel.trust.rest import verification as trust_verification
from mingtang.lib.flow import Refused as Unfit
from mingtang.lib.tables import TableRejected
from mingtang.ui.rest import problems
from mingtang.ui.rest.faults import faults_of
from mingtang.ui.rest.problems import Fault, Problem, ProblemOut

ROUTERS = (
    me.router,
    regions.router,
    organs.router,
    units.router,
    posts.router,
    officials.router,
    appointments.router,
    accounts.router,
    sessions.router,
    roles.router,
    grants.router,
    number_formats.router,
    calendars.router,
    limits.router,
    records.router,
    reversals.router,
    deliveries.router,
    chain.router,
    trust_authorities.router,
    trust_certificates.router,
    trust_recoveries.router,
    trust_verification.router,
    full_text.router,
    files.router,
    uploads.router,
    materials.router,
    forms.router,
    letters.router,
    processes.router,
    decisions.router,
    matters.router,  # its addresses before those of one case
    cases.router,
    tasks.router,
    commands.router,
    events.router,
    desk.router,
    migrations.router,
    archives.router,
    supervised_items.router,
    certificate_applications.router,
    citizen_messages.router,
    mailboxes.router,
    frequent_questions.router,
    contributions.router,
    manuscripts.router,
    edited_articles.router,
    review_ways.router,
    portal_translations.router,
    portal_sharing.router,
    portal_sites.router,
    portal_columns.router,
    portal_articles.router,
    portal_topics.router,
    portal_media.router,
    portal_visits.router,
    inspection.router,
    site_statements.router,
    opinion_calls.router,
    surveys.router,
    interviews.router,
    disclosure_requests.router,
    disclosed_items.router,
    annual_reports.router,
    guides.router,
    service_items.router,
    licences.router,
    payments.router,
    applications.router,
    application_course.router,
    joint.router,
    window.router,
    efficiency.router,
    ratings.router,
    halls.router,
    reported.router,
    seals.router,
)

DESCRIPTION = """明堂的机器接口：机构、人员、任职、账号、授权、编号规则与存证。

读只读到您可查阅的范围；改须有相应权限，每次都留下存证。列表按游标分页，失败一律是 application/problem+json。"""


_contracts: dict[str, OpenAPISchema] = {}


class Api(NinjaAPI):
    """Ours differs in its schema, which tells of problems too, and in its answers, which no cache may keep."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The contract, made once a process, in about a second; whoever asks reads it and changes nothing."""
        prefix: str = options.get("path_prefix") or self.get_root_path(options.get("path_params") or {})
        if prefix not in _contracts:
            schema = super().get_openapi_schema(path_prefix=prefix)
            _describe_problems(schema)
            _contracts[prefix] = schema
        return _contracts[prefix]

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        response = super().create_temporal_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response


api = Api(
    title="明堂接口",
    version=__version__,
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    auth=[AccessToken(), SessionCookie()],
    throttle=[PerMinute()],
)
for each in ROUTERS:
    api.add_router("", each)


Told = Callable[[Any], Problem]


def _refused(refused: Refused) -> Problem:
    """A rule speaks of a field, then the request is at fault; or of the state of things, then it comes at the wrong time."""
    if refused.field:
        return Problem(problems.INVALID, str(refused), faults=[Fault(str(refused), refused.field)])
    return Problem(problems.REFUSED, str(refused))


def _table_rejected(rejected: TableRejected) -> Problem:
    faults = [Fault(fault.message, fault.column, fault.row) for fault in rejected.faults]
    return Problem(problems.TABLE_REJECTED, str(rejected), faults=faults)


FAILURES: dict[type[Exception], Told] = {
    Problem: lambda problem: problem,
    ValidationError: lambda error: Problem(problems.INVALID, faults=faults_of(error.errors)),
    AuthenticationError: lambda error: Problem(problems.UNAUTHENTICATED, headers={"WWW-Authenticate": "Bearer"}),
    NotPermitted: lambda refusal: Problem(problems.NOT_PERMITTED, str(refusal)),
    Http404: lambda error: Problem(problems.NOT_FOUND),
    Stale: lambda refused: Problem(problems.STALE, str(refused)),
    Refused: _refused,
    Unfit: lambda refused: Problem(problems.REFUSED, str(refused)),
    CannotUndo: lambda refused: Problem(problems.REFUSED, str(refused)),
    TableRejected: _table_rejected,
    RequestDataTooBig: lambda error: Problem(problems.TOO_LARGE),
    MultiPartParserError: lambda error: Problem(problems.MALFORMED),
    Throttled: lambda error: Problem(problems.TOO_MANY),
    HttpError: lambda error: Problem(problems.kind_of_status(error.status_code)),
}
"""What a program is told of each failure; for subclasses, the nearest class counts."""


def _handler(told: Told) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda request, error: problems.answer(request, told(error))


for failure, told in FAILURES.items():
    api.add_exception_handler(failure, _handler(told))


def _describe_problems(schema: OpenAPISchema) -> None:
    """Add to every operation the problems it may answer with."""
    schema["components"]["schemas"].update(_definitions())
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            for status in _statuses(path, method, operation):
                operation["responses"].setdefault(status, _described(status))


def _definitions() -> dict[str, Any]:
    whole: dict[str, Any] = ProblemOut.model_json_schema(
        ref_template="#/components/schemas/{model}", mode="serialization"
    )
    return {**whole.pop("$defs"), "ProblemOut": whole}


def _statuses(path: str, method: str, operation: dict[str, Any]) -> list[int]:
    statuses = {429}
    if "security" in operation:
        statuses |= {401, 403}
    if "{" in path or "security" not in operation:
        statuses.add(404)
    if operation.get("parameters") or "requestBody" in operation:
        statuses.add(422)
    if method != "get":
        statuses.add(409)
    if "requestBody" in operation:
        statuses |= {400, 413}
    if "If-Match" in operation["summary"]:
        statuses |= {412, 428}
    return sorted(statuses)


def _described(status: int) -> dict[str, Any]:
    titles = dict.fromkeys(kind.title for kind in problems.KINDS if kind.status == status)
    content = {problems.CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
    return {"description": "；".join(titles), "content": content}


def addresses() -> tuple[list[URLPattern | URLResolver], str, str]:
    """The addresses of the API, to be mounted at /api/."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        pattern.callback = _with_problems(pattern.callback)
    return patterns, app, namespace


def _with_problems(view: Any) -> Callable[..., HttpResponseBase]:
    """A method that an address does not know is answered as a problem too."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **kwargs)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        return problems.answer(request, Problem(problems.WRONG_METHOD, headers={"Allow": response.headers["Allow"]}))

    return answered
