"""Which names of a query a page looks at: what it never reads can make no difference."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.http import QueryDict

_BY_NAME = ("__getitem__", "get", "getlist", "__contains__")
_WHOLE = ("__iter__", "keys", "values", "items", "lists", "dict", "urlencode", "copy")


class Names(set[str]):
    """The names that were read; `all` where somebody went through all of them."""

    all = False

    def has_any_of(self, names: set[str]) -> bool:
        """Whether one of these made, or could have made, a difference."""
        return self.all or bool(self & names)


@contextmanager
def names_read() -> Iterator[Names]:
    """Note which names of queries and forms are looked at."""
    found = Names()
    plain = {name: QueryDict.__dict__.get(name) for name in (*_BY_NAME, *_WHOLE)}

    def watched(name: str) -> Any:
        method = getattr(QueryDict, name)

        @wraps(method)
        def look(self: QueryDict, *args: Any, **more: Any) -> Any:
            if not self._mutable:  # Else it is being read from the address.
                if name in _BY_NAME:
                    found.add(str(args[0]))
                else:
                    found.all = found.all or bool(len(self))
            return method(self, *args, **more)

        return look

    for name in plain:
        setattr(QueryDict, name, watched(name))
    try:
        yield found
    finally:
        for name, method in plain.items():
            if method is None:
                delattr(QueryDict, name)
            else:
                setattr(QueryDict, name, method)
