"""Whose rows may be seen: one scope a transaction, one policy a table, one lock on every key."""

from .constraints import OwnedReference, RowSecurity
from .models import OwnedManager, OwnedModel, OwnedQuerySet, OwnedRow
from .scope import ANSWER, COUNT, ERASE, SIGN_IN, NoScopeError, Scope, current_scope, scope

__all__ = [
    "ANSWER",
    "COUNT",
    "ERASE",
    "SIGN_IN",
    "NoScopeError",
    "OwnedManager",
    "OwnedModel",
    "OwnedQuerySet",
    "OwnedReference",
    "OwnedRow",
    "RowSecurity",
    "Scope",
    "current_scope",
    "scope",
]
