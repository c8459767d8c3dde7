"""Every address of the site, found by walking the resolver, and every operation of the machine API."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from mingtang.config.api import api


def pages() -> list[str]:
    """Routes of all pages; the machine API counts by operation instead."""
    operations = {route for _, route in _split(operations_of_the_api())}
    return [route for route in _walk(get_resolver().url_patterns) if _plain(route) not in operations]


def operations_of_the_api() -> list[str]:
    """`GET /api/organs` and so on."""
    schema = api.get_openapi_schema(path_prefix="/api/")
    return [f"{method.upper()} {path}" for path, methods in schema["paths"].items() for method in methods]


def _split(operations: Iterable[str]) -> Iterator[tuple[str, str]]:
    for operation in operations:
        method, path = operation.split(" ")
        yield method, path.removeprefix("/")


def _plain(route: str) -> str:
    """A route of Django as the API writes it: `api/organs/<int:organ_id>` is `api/organs/{organ_id}`."""
    parts = (f"{{{part.strip('<>').split(':')[-1]}}}" if part.startswith("<") else part for part in route.split("/"))
    return "/".join(parts)


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route
