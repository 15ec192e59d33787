"""Posting what is not one's own: ids of another organisation, and fields that no form has.

What is forged is held against what was made up: a real id of somebody else's must have the same
effect, and get the same answer, as one that exists nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode
from zlib import crc32

from django.apps import apps
from django.db import models, transaction

from . import rows
from .browser import Answer, Browser
from .crawl import Walk, walk
from .forms import UUID, Form, Pairs, as_upload, filled
from .ground import MADE_UP_KEY, MADE_UP_UUID, Ground
from .marks import leaks
from .reading import names_read
from .visitors import Visitor

# Rows that everybody who takes part may see: what is said of a real one is no secret.
_OPEN = ("organisations.Organisation", "member", "token")
_ASKED = ("after", "before", "organisation", "participant", "uuid", "id", "service", "group")
# Ids of one's own that other words stand for in a form need not be tried: the token of the form.
_SKIPPED = {"csrfmiddlewaretoken"}


@dataclass
class Found:
    """What forging came to."""

    forms: int = 0
    taken: int = 0
    ids: int = 0
    fields: int = 0
    accepted: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    stayed: list[str] = field(default_factory=list)


class Forger:
    """One visitor who posts what is not theirs. `most` is how many ids a field is tried with (0:
    one of every model); `is_short` tries one form and one page of eight. Which, their own shape
    says, so that it is the same ones each time."""

    def __init__(
        self,
        ground: Ground,
        visitor: Visitor,
        found: Found,
        *,
        most: int = 0,
        is_short: bool = False,
    ) -> None:
        self.ground, self.visitor, self.found = ground, visitor, found
        self.most, self.is_short = most, is_short
        # What a made-up id is answered, by what was sent: the same whosever id it is held against.
        self.unreal: dict[str, tuple[int | str, ...]] = {}
        self.home, self.other = ground.world_of(visitor), ground.across(visitor)
        self.browser = ground.browser(visitor)
        self.touched = self.has_two_sides = False

    @cached_property
    def walk(self) -> Walk:
        return walk(self.ground, self.visitor)

    @cached_property
    def strangers(self) -> dict[str, Any]:
        """Rows of the other network, one of each model, those that are kept for all."""
        shared = ("organisations.Place", "outcomes.", "mfa.")
        found = {
            label: self.other.row(label, Visitor.MANAGER)
            for label, owner in self.other.rows
            if owner == self.other.rco.pk and not label.startswith(shared)
        }
        return found

    @cached_property
    def before(self) -> dict[str, str]:
        """The strangers' rows as they are. Whatever is sent is undone: so they stay."""
        return rows.checksums(self.other)

    def run(self) -> None:
        """Forge everything on every form that this visitor is given."""
        before = self.before
        self.found.refused += [f"{self.visitor}: {one}" for one in self.walk.refused]
        for form in self.walk.forms:
            if self._is_left_out(repr(form.shape())):
                continue
            self.found.forms += 1
            for button in form.buttons or [None]:  # type: ignore[list-item]
                self._forge(form, filled(form, button))
        for page in self.walk.pages:
            if not self._is_left_out(UUID.sub("ID", page)):
                self._ask_for_strangers(page)
        if rows.checksums(self.other) != before:
            self.found.accepted.append(f"{self.visitor}: rows of the other network changed")

    def _is_left_out(self, what: str) -> bool:
        return self.is_short and crc32(what.encode()) % 8 != 0

    def _forge(self, form: Form, base: Pairs) -> None:
        plain = self.send(form, base, watch=True)
        # An honest award has two sides: the form itself offers the funders of the directory.
        self.has_two_sides, self.touched = self.touched, False
        if plain.status in (200, 302, 303):
            self.found.taken += 1
        else:
            self.found.stayed.append(f"{self.visitor}: {form.shape()[0]} {plain.status}")
        if plain.status == 403:
            self.found.refused.append(f"{self.visitor}: {form.shape()[0]} was offered")
        for where, forged, made_up in self._forgeries(form, base):
            self.found.ids += 1
            self._hold_against(f"{self.visitor} {form.shape()[0]} {where}", form, forged, made_up)
        if form.method == "POST":
            self._add_fields(form, base)

    def _forgeries(self, form: Form, base: Pairs) -> Iterator[tuple[str, Pairs, Pairs]]:
        """Yield each field with somebody else's id in its place, and with one that was made up."""
        options = {one.name: {*one.options, one.value} for one in form.inputs}
        for number, (name, value) in enumerate(base):
            if name in _SKIPPED:
                continue
            for label, row in self._ids_for(value, f"{form.shape()} {name}"):
                for made, unreal, old in self._replacements(row, name, value, options):
                    where = f"{UUID.sub('ID', name)} = {label}"
                    yield (
                        where,
                        _changed(base, number, old, made),
                        _changed(base, number, old, unreal),
                    )

    def _ids_for(self, value: str, where: str) -> list[tuple[str, Any]]:
        known = [label for label, row in self._own() if str(getattr(row, "uuid", "")) == value]
        labels = known or self._some(list(self.strangers), where)
        return [(label, self.strangers[label]) for label in labels if label in self.strangers]

    def _some(self, labels: list[str], where: str) -> list[str]:
        """Return at most `most` of them, others elsewhere: over all places each has its turn."""
        if not self.most:
            return labels
        first = crc32(where.encode()) % len(labels)
        return (labels[first:] + labels[:first])[: self.most]

    def _own(self) -> list[tuple[str, Any]]:
        return [(label, row) for (label, _), row in self.home.rows.items()]

    def _replacements(
        self, row: Any, name: str, value: str, options: dict[str, set[str]]
    ) -> Iterator[tuple[str, str, str]]:
        """Yield (somebody else's id, a made-up one, what they stand for in name or value)."""
        uuid, pk = str(getattr(row, "uuid", "")), str(row.pk)
        inside = UUID.search(name) or UUID.search(value)
        if inside and uuid:
            yield uuid, str(MADE_UP_UUID), inside[0]
        elif (
            value.isdigit()
            and pk not in options.get(name, set())
            and len(options.get(name, ())) > 1
            and not _are_numbers(options[name])
        ):
            yield pk, str(MADE_UP_KEY), value
        elif not value and options.get(name, set()) - {""}:
            # An open choice: its ids are of the kind that the first of its options is.
            sample = sorted(options.get(name, set()) - {""})[0]
            if UUID.fullmatch(sample) and uuid:
                yield uuid, str(MADE_UP_UUID), ""
            elif sample.isdigit() and pk not in options.get(name, set()):
                yield pk, str(MADE_UP_KEY), ""

    def _hold_against(self, what: str, form: Form, forged: Pairs, made_up: Pairs) -> None:
        one = self.send(form, forged, watch=True)
        if self.touched and not self.has_two_sides:
            self.found.accepted.append(f"{what}: changed a stranger's rows")
        self._look_for_leaks(what, one)
        said, sent = _said(one, self.strangers), f"{form.method} {form.action} {made_up}"
        if said == self.unreal.get(sent):
            return
        two = self.send(form, made_up)
        to_made_up = self.unreal[sent] = _said(two, self.strangers)
        if said == to_made_up:
            return
        if to_made_up != _said(self.send(form, made_up), self.strangers):
            # The page holds something random: what it does can be compared, not what it says.
            said, to_made_up = said[:1], to_made_up[:1]
        if said != to_made_up:
            self.found.accepted.append(f"{what}: {one.status}, but {two.status} to a made-up id")

    def _look_for_leaks(self, what: str, answer: Answer) -> None:
        if answer.status >= 500:
            self.found.errors.append(f"{what}: {answer.status}")
        if any(token in what for token in self.home.tokens.values()):
            return  # Whoever holds a secret address may read what it says.
        for leak in leaks(self.visitor, answer.text, self.home.name):
            self.found.accepted.append(f"{what}: shows {leak}")

    def _add_fields(self, form: Form, base: Pairs) -> None:
        """Send the form again with every field of every model that it does not ask for."""
        asked = self._asked_of(form)
        extra = [pair for pair in self._fields if pair[0] not in asked]
        self.found.fields += len(extra)
        first, second = (self._effect(form, base) for _ in range(2))
        status, forged = self._effect(form, base + extra)
        what = f"{self.visitor} {form.shape()[0]} with {len(extra)} more fields"
        # What differs between two sendings of the same form is chance: keys, moments, nonces.
        chance = rows.differences(first[1], second[1])
        is_taken = status in (200, 302, 303) and forged
        if is_taken and (changed := rows.differences(second[1], forged) - chance):
            self.found.accepted.append(f"{what}: {sorted(changed)[:4]}")

    def _asked_of(self, form: Form) -> set[str]:
        """What the page's forms to this address ask together: one of two buttons asks less."""
        address = form.shape()[:2]
        return form.names.union(*(f.names for f in self.walk.forms if f.shape()[:2] == address))

    @cached_property
    def _fields(self) -> Pairs:
        pairs: dict[str, str] = {}
        for model in apps.get_models():
            if model._meta.app_label in rows.ours():
                for one in model._meta.concrete_fields:
                    pairs[one.name] = pairs[one.attname] = self._hostile(one)
        return [*pairs.items(), ("pk", str(self.other.rco.pk)), ("_method", "DELETE")]

    def _hostile(self, one: Any) -> str:
        if one.is_relation and one.related_model is not None:
            row = self.strangers.get(one.related_model._meta.label)
            return str(row.pk if row is not None else self.other.rco.pk)
        for kind, value in (
            (models.BooleanField, "on"),
            (models.UUIDField, str(self.strangers["services.Participant"].uuid)),
            (models.DateTimeField, "1999-09-09 09:09"),
            (models.DateField, "1999-09-09"),
            (models.TimeField, "09:09"),
            (models.IntegerField, "987654"),
        ):
            if isinstance(one, kind):
                return value
        return "manager" if one.name == "role" else "Forged"

    def _effect(self, form: Form, pairs: Pairs) -> tuple[int, rows.Profile]:
        with transaction.atomic():
            answer = self._post(form, pairs)
            after = rows.profile(self.home) if answer.wrote else {}
            transaction.set_rollback(True)
        self._look_for_leaks(f"{self.visitor} {form.shape()[0]}", answer)
        return answer.status, after

    def send(self, form: Form, pairs: Pairs, *, watch: bool = False) -> Answer:
        """Send a form and undo it; `watch` notes in `touched` whether a stranger's row changed."""
        with transaction.atomic():
            answer = self._post(form, pairs)
            may_touch = watch and form.method == "POST" and answer.wrote
            self.touched = may_touch and rows.checksums(self.other) != self.before
            transaction.set_rollback(True)
        return answer

    def _post(self, form: Form, pairs: Pairs) -> Answer:
        browser = Browser(dict(self.browser.cookies))
        if form.method != "POST":
            path, _, query = form.action.partition("#")[0].partition("?")
            return browser.ask("GET", f"{path}?{urlencode([*parse_qsl(query), *pairs])}")
        if form.has_files:
            body, content_type = as_upload(form, pairs)
            return browser.ask(
                "POST", form.action.partition("#")[0], body, content_type=content_type
            )
        return browser.ask("POST", form.action.partition("#")[0], pairs)

    def _ask_for_strangers(self, page: str) -> None:
        """Put ids of somebody else's into a page's query: it must say what it says to any other."""
        path, _, query = page.partition("?")
        names = {name for name, value in parse_qsl(query) if UUID.fullmatch(value)} | {*_ASKED}
        labels = [label for label in self.strangers if label not in _OPEN]
        form = Form(path, "GET")
        with names_read() as read:
            self.send(form, [(name, str(MADE_UP_UUID)) for name in sorted(names)])
        # A page that reads none of the names says the same to all of them: one shows it.
        labels = self._some(labels, path) if read.has_any_of(names) else labels[:1]
        for label in labels:
            uuid = str(getattr(self.strangers[label], "uuid", MADE_UP_UUID))
            self.found.ids += 1
            self._hold_against(
                f"{self.visitor} {UUID.sub('ID', path)}?… = {label}",
                form,
                [(name, uuid) for name in sorted(names)],
                [(name, str(MADE_UP_UUID)) for name in sorted(names)],
            )


def _are_numbers(options: set[str]) -> bool:
    """Whether a field counts (the first row, the second, …) and names no row of the database."""
    return options - {""} == {str(n) for n in range(1, len(options - {""}) + 1)}


def _changed(base: Pairs, number: int, old: str, new: str) -> Pairs:
    """Return the pairs with one of them carrying another id, in its name or its value."""
    name, value = base[number]
    if old and old in name:
        pair = (name.replace(old, new), value)
    else:
        pair = (name, value.replace(old, new) if old else new)
    return [*base[:number], pair, *base[number + 1 :]]


def _said(answer: Answer, strangers: dict[str, Any]) -> tuple[int | str, ...]:
    """Return what an answer says, without ids: the page of a refused choice quotes it."""
    is_page = "html" in answer.header("Content-Type")
    body = UUID.sub("ID", answer.likeness()[1].decode("utf-8", "replace")) if is_page else ""
    for row in strangers.values():
        body = body.replace(f"“{row.pk}”", "“ID”").replace(f'"{row.pk}"', '"ID"')
    return answer.status, body.replace(str(MADE_UP_KEY), "ID")
