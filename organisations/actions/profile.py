"""What the directory says about an organisation, changed by its own people."""

from typing import Any

from django.db import transaction

from rco_network.core import audit

from ..models import (
    CommunityServed,
    Identifier,
    LanguageServed,
    Organisation,
    PlaceServed,
    StaffMembership,
)


@transaction.atomic
def change_profile(
    *, by: StaffMembership, organisation: Organisation, **fields: Any
) -> Organisation:
    """Set the name, the words about it, the website; the trail says which of them changed."""
    changed = [name for name, value in fields.items() if getattr(organisation, name) != value]
    if not changed:
        return organisation
    for name in changed:
        setattr(organisation, name, fields[name])
    organisation.save(update_fields=changed)
    audit.record("organisation.changed", by=by, subject=organisation, fields=changed)
    return organisation


def add_identifier(*, by: StaffMembership, **fields: Any) -> Identifier:
    """Add a number in a register, with the days from and to which it counted."""
    key = {name: fields.pop(name) for name in ("scheme", "number")}
    return _add(by, Identifier, "identifiers", key, fields)


def add_place(*, by: StaffMembership, place: str) -> PlaceServed:
    """Add a place by its GSS code."""
    return _add(by, PlaceServed, "places_served", {"place_id": place})


def add_language(*, by: StaffMembership, code: str) -> LanguageServed:
    """Add a language by its BCP 47 code."""
    return _add(by, LanguageServed, "languages_served", {"code": code})


def add_community(*, by: StaffMembership, name: str) -> CommunityServed:
    """Add a community in the organisation's own words."""
    return _add(by, CommunityServed, "communities_served", {"name": name})


@transaction.atomic
def remove_part(*, by: StaffMembership, part: Any) -> None:
    """Take away a number, place, language or community of one's own organisation."""
    if part.organisation_id != by.organisation_id:
        raise ValueError("A part of another organisation was given.")
    part.delete()
    kind = part._meta.model_name
    audit.record("organisation.changed", by=by, subject=by.organisation, removed=kind)


@transaction.atomic
def _add(
    by: StaffMembership, model: Any, what: str, key: dict[str, Any], defaults: Any = None
) -> Any:
    """Add once: adding what is there already changes nothing, so that a double tap is one."""
    row, is_new = model.objects.get_or_create(
        organisation_id=by.organisation_id, **key, defaults=defaults or {}
    )
    if is_new:
        audit.record("organisation.changed", by=by, subject=by.organisation, fields=[what])
    return row
