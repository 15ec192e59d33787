"""Forms that add once however often they are sent, and that overwrite nobody silently."""

import hashlib
import json
import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import BaseConstraint, QuerySet
from django.forms.models import model_to_dict
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ..actions.periods import PeriodClosed
from .closed import ask_why

_NO_SENTENCE = BaseConstraint.default_violation_error_message


class RowForm(forms.ModelForm):
    """Adds a row once however often it is sent, and changes a row without overwriting silently.

    A new row's uuid is made by the page. A page that changes a row carries a digest of what it
    was drawn from: when the row says something else by now, the form is refused once, with the
    values that are stored, and what was typed is kept. Lock the row while the form is checked
    (`locked_if_sent`).
    """

    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_moved = False
        if self.instance.pk is None:
            del self.fields["was"]
            return
        del self.fields["key"]
        self._stored = model_to_dict(self.instance, self._meta.fields)
        self.initial["was"] = _digest(self._stored)

    def clean_key(self) -> uuid.UUID:
        self.instance.uuid = self.cleaned_data["key"] or uuid.uuid4()
        return self.instance.uuid

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        was = self.cleaned_data.get("was")
        if was and was != self.initial["was"]:
            self.has_moved = True
            # So that saving again, with the difference seen, is taken.
            sent: Any = self.data
            self.data = sent = sent.copy()
            sent[self.add_prefix("was")] = self.initial["was"]
            self.add_error(None, self._what_moved())
        return data

    def _what_moved(self) -> str:
        stored = [
            f"{self.fields[name].label or name}: {_shown(self.fields[name], value)}"
            for name, value in self._stored.items()
            if name in self.fields and self.fields[name].has_changed(value, self[name].data)
        ]
        if not stored:
            return _(
                "Somebody else changed this while you were writing. Save again to keep what you "
                "see below."
            )
        return _(
            "Somebody else changed this while you were writing. Stored now – %(stored)s. Save "
            "again to keep what you see below."
        ) % {"stored": "; ".join(stored)}


def _digest(values: dict[str, Any]) -> str:
    text = json.dumps(values, default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _shown(field: forms.Field, value: Any) -> str:
    labels = dict(_flat(getattr(field, "choices", ())))
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(labels.get(str(v), v)) for v in values if v not in (None, "")) or "nothing"


def _flat(choices: Any) -> Any:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), label


def failed_status(form: forms.BaseForm) -> int:
    """Return the status of a page with a form: 200 fresh, 422 refused, 409 overtaken."""
    if not form.is_bound or form.is_valid():
        return 200
    return 409 if getattr(form, "has_moved", False) else 422


def locked_if_sent(request: HttpRequest, rows: QuerySet) -> QuerySet:
    """Lock the row that a form is about to change until the request's transaction ends."""
    return rows.select_for_update(of=("self",)) if request.method == "POST" else rows


def attempt(form: forms.BaseForm, action: Callable[..., Any], **kwargs: Any) -> Any:
    """Call the action; what the database refuses becomes the form's error and None is returned.

    Some rules only the database can check: a name that somebody else took this second, a number
    that belongs to an organisation whose rows are not ours to see.
    """
    try:
        with transaction.atomic():
            return action(**kwargs)
    except PeriodClosed as refused:
        ask_why(form, refused)
    except ValidationError as problem:
        form.add_error(None, problem)
    except IntegrityError as error:
        form.add_error(None, sentence_of(error))
    return None


def sentence_of(error: IntegrityError) -> str:
    """Return what the violated constraint has to say to a person. Raises what has no sentence."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            message = str(constraint.violation_error_message)
            if constraint.name == name and message != str(_NO_SENTENCE):
                return message
        for field in model._meta.concrete_fields:
            if field.unique and name == f"{model._meta.db_table}_{field.column}_key":
                return _("This %(field)s is taken already. Check it, or leave it out.") % {
                    "field": field.verbose_name
                }
    raise error
