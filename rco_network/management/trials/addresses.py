"""Every address of the site, from the configuration of URLs itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Address:
    """One pattern. `name` is its own with its namespace, or the route where it has none."""

    name: str
    route: str
    parts: tuple[str, ...]
    has_name: bool

    def filled(self, values: dict[str, str]) -> str:
        """Return the path with these values in its places."""
        if self.has_name:
            return reverse(self.name, kwargs={part: values[part] for part in self.parts})
        path = self.route
        for part in self.parts:
            for written in (f"<path:{part}>", f"(?P<{part}>.*)$"):
                path = path.replace(written, values[part])
        return path


def addresses() -> list[Address]:
    """Return every address, each once."""
    found = {address.name: address for address in _walk(get_resolver(), "/", "", ())}
    return list(found.values())


def _walk(resolver: Any, prefix: str, namespace: str, outer: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        parts = (*outer, *_parts(pattern.pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, route, inner, parts)
        elif isinstance(pattern, URLPattern):
            name = f"{namespace}{pattern.name}" if pattern.name else route
            yield Address(name, route, parts, bool(pattern.name))


def _parts(pattern: Any) -> tuple[str, ...]:
    named = getattr(pattern, "regex", None)
    return (*pattern.converters, *(named.groupindex if named else ()))
