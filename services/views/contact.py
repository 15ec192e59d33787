"""How somebody is reached safely, and what was noted: opened on purpose, never in passing."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from organisations.request import Request
from rco_network.core import audit, languages
from rco_network.core.access import Refused
from rco_network.core.paging import page_of

from ..actions.contact import change_note, save_contact, write_note
from ..enums import Channel
from ..forms.contact import ContactForm, NoteForm
from ..forms.guards import attempt, failed_status, locked_if_sent
from ..models import ContactDetails, Note
from ..permissions import (
    can_change_people,
    check_can_change_people,
    check_can_see_people,
    check_may_contact,
)
from .person import note_view, open_person


@dataclass(frozen=True)
class Way:
    """One way of reaching somebody as the page shows it; `warning` says why not."""

    label: str | Promise
    place: str
    link: str
    warning: str


# What each way is called, where it leads, and how a link to it begins.
_SHOWN = (
    (Channel.CALL, gettext_lazy("Call"), "tel:"),
    (Channel.VOICEMAIL, gettext_lazy("Leave a voicemail"), ""),
    (Channel.TEXT, gettext_lazy("Send a text message"), "sms:"),
    (Channel.EMAIL, gettext_lazy("Send an e-mail"), "mailto:"),
    (Channel.LETTER, gettext_lazy("Send a letter"), ""),
)


def ways_of(contact: ContactDetails) -> list[Way]:
    """Return every way that leads somewhere; only a safe one has a link that can be tapped."""
    ways = []
    for channel, label, scheme in _SHOWN:
        place = contact.place(channel)
        if not place:
            continue
        try:
            check_may_contact(contact, channel)
        except Refused:
            ways.append(
                Way(
                    label,
                    place,
                    "",
                    _("Not safe: do not %(do_this)s.") % {"do_this": channel.label},
                )
            )
        else:
            number = place if channel is Channel.EMAIL else "".join(place.split())
            ways.append(Way(label, place, f"{scheme}{number}" if scheme else "", ""))
    return ways


@require_safe
def contact(request: Request, uuid: UUID) -> HttpResponse:
    """How to reach somebody. Each opening of this page is in the trail."""
    check_can_see_people(request.membership)
    person = open_person(request, uuid)
    details = ContactDetails.objects.filter(participant=person).first()
    audit.record("contact details opened", by=request.membership, subject=person)
    context = {
        "participant": person,
        "contact": details,
        "ways": ways_of(details) if details else [],
        "language": languages.said(details.language) if details and details.language else "",
        "can_change": can_change_people(request.membership),
    }
    return render(request, "services/contact.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Write down how somebody is reached. What was there before is not kept."""
    check_can_change_people(request.membership)
    person = open_person(request, uuid, is_locked=True)
    details = ContactDetails.objects.filter(participant=person).first()
    form = ContactForm(request.POST or None, instance=details)
    if form.is_valid() and attempt(
        form,
        save_contact,
        by=request.membership,
        participant=person,
        contact=form.instance,
        changed=[name for name in form.changed_data if name not in ("was", "key")],
    ):
        messages.success(request, _("Saved."))
        return redirect("contact", uuid=uuid)
    if request.method != "POST":
        audit.record("contact details opened", by=request.membership, subject=person)
    context = {"form": form, "participant": person}
    return render(request, "services/contact_form.html", context, status=failed_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: Request, uuid: UUID) -> HttpResponse:
    """What colleagues noted about somebody, newest first, and a new note."""
    check_can_see_people(request.membership)
    person = open_person(request, uuid)
    can_change = can_change_people(request.membership)
    if request.method == "POST":
        check_can_change_people(request.membership)
    form = NoteForm(request.POST or None)
    if form.is_valid() and attempt(
        form, write_note, by=request.membership, participant=person, note=form.instance
    ):
        messages.success(request, _("Noted."))
        return redirect("notes", uuid=uuid)
    rows = Note.objects.for_organisation(person.organisation_id).filter(participant=person)
    context = {
        "participant": person,
        "form": form if can_change else None,
        "page": page_of(rows.select_related("written_by"), ("-written_at", "-id"), request.GET),
        "can_change": can_change,
    }
    return render(request, "services/notes.html", context, status=failed_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def note_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Correct a note."""
    check_can_change_people(request.membership)
    rows = Note.objects.for_organisation(request.membership.organisation_id)
    rows = rows.select_related("participant__restriction")
    note = get_object_or_404(locked_if_sent(request, rows), uuid=uuid)
    note_view(request, note.participant)
    form = NoteForm(request.POST or None, instance=note)
    if form.is_valid() and attempt(form, change_note, by=request.membership, note=form.instance):
        messages.success(request, _("Saved."))
        return redirect("notes", uuid=note.participant.uuid)
    context = {"form": form, "participant": note.participant}
    return render(request, "services/note_form.html", context, status=failed_status(form))
