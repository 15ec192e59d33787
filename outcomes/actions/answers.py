"""Taking in what somebody answered."""

import hashlib
import hmac
import secrets
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from organisations.models import Organisation, StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once

from ..enums import AskState, Way
from ..models import Ask, MatchingKey, Response, Wave
from .waves import check_is_open


@dataclass(frozen=True)
class Sheet:
    """Answers by the places of the questions, None for none; `unsaid` are places kept silent."""

    key: uuid.UUID
    answers: Sequence[int | None]
    unsaid: Sequence[int] = ()
    language: str = "en"

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered, and nothing said to be nobody's business."""
        return not self.unsaid and all(value is None for value in self.answers)


@transaction.atomic
def write_down(*, by: StaffMembership, ask: Ask, sheet: Sheet) -> Response:
    """Keep what a worker wrote down for somebody, once however often it is sent."""
    response, is_new = _keep(_response(ask.wave, sheet, Way.WORKER, by.user_id), ask)
    if is_new:
        audit.record("answers written down", by=by, subject=response)
    return response


@transaction.atomic
def take_in(
    *, ask: Ask, sheet: Sheet, way: Way, by: StaffMembership | None = None, code: str = ""
) -> Response:
    """Keep what somebody answered themselves, on our phone or by a link; the ask is used up.

    `code` is what links answers of an anonymous wave (`match_key`).
    """
    response = _response(ask.wave, sheet, way, getattr(by, "user_id", None))
    response.match_key = _free(ask.wave, code)
    response, is_new = _keep(response, ask)
    if is_new:
        _note(ask.wave, by, way)
    return response


@transaction.atomic
def take_in_unnamed(
    *, wave: Wave, sheet: Sheet, code: str, by: StaffMembership | None = None
) -> Response:
    """Keep what somebody answered in an anonymous wave on our phone."""
    if wave.closed_on is not None or not wave.is_anonymous:
        raise Refused(gettext("Nobody is asked any more: this round was ended."))
    response = _response(wave, sheet, Way.PHONE, None)
    response.match_key = _free(wave, code)
    response, is_new = add_once(response)
    if is_new:
        _note(wave, by, Way.PHONE)
    return response


def _note(wave: Wave, by: StaffMembership | None, way: Way) -> None:
    # About the wave: an entry about the answers would say when an anonymous one came.
    # Its name is not asked for: whoever answers by a link may not read it.
    owner = Organisation(pk=wave.organisation_id)
    audit.record("answers came", by=by, organisation=owner, subject=wave, way=way.value)


def _response(wave: Wave, sheet: Sheet, way: Way, user_id: int | None) -> Response:
    return Response(
        uuid=sheet.key,
        organisation_id=wave.organisation_id,
        wave=wave,
        answered_on=max(timezone.localdate(), wave.opened_on),
        way=way,
        language=sheet.language,
        answers=list(sheet.answers),
        unsaid=sorted(sheet.unsaid),
        recorded_by_id=user_id,
    )


def _keep(response: Response, ask: Ask) -> tuple[Response, bool]:
    """Add the answers of an ask and use it up. Raises Refused where others were quicker."""
    locked = Ask.objects.for_organisation(ask.organisation_id).select_for_update().get(pk=ask.pk)
    own = Response.objects.for_organisation(ask.organisation_id)
    if known := own.filter(uuid=response.uuid, wave=ask.wave).first():
        return known, False
    locked.wave = ask.wave
    check_is_open(locked)
    response.participant_id = ask.participant_id
    try:
        with transaction.atomic():
            response, is_new = add_once(response)
    except IntegrityError as error:
        raise Refused(gettext("This was answered already. Nothing was saved twice.")) from error
    ask.state = AskState.ANSWERED
    ask.secret_hash = ask.link_ends_at = None
    ask.save(update_fields=["state", "secret_hash", "link_ends_at"])
    return response, is_new


@transaction.atomic
def take_back(*, by: StaffMembership, ask: Ask) -> None:
    """Remove what was written down by mistake, so that it can be asked again."""
    own = Response.objects.for_organisation(by.organisation_id)
    if ask.wave.closed_on is not None:
        raise Refused(gettext("This round was ended. What was answered in it stays."))
    gone, _ = own.filter(wave=ask.wave, participant=ask.participant_id).delete()
    if gone:
        ask.state = AskState.OPEN
        ask.save(update_fields=["state"])
        audit.record("answers taken back", by=by, subject=ask)


def match_key(organisation_id: int, parts: Sequence[str]) -> str:
    """Return what stands for what somebody said of themselves; "" where a part is missing.

    Keyed by a secret of the organisation: without it nobody tries out all birthdays. The same
    words give the same key however they are written: case, accents and spaces do not count.
    """
    said = [_plain(part) for part in parts]
    if not all(said):
        return ""
    key = _secret(organisation_id).encode()
    return hmac.digest(key, "\0".join(said).encode(), hashlib.sha256).hex()


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in letters if c.isalnum())


def _secret(organisation_id: int) -> str:
    own = MatchingKey.objects.for_organisation(organisation_id)
    if (found := own.first()) is None:
        try:
            with transaction.atomic():
                fresh = secrets.token_urlsafe(32)
                found = MatchingKey.objects.create(organisation_id=organisation_id, secret=fresh)
        except IntegrityError:  # somebody made it at the same moment
            found = own.get()
    return str(found.secret)


def _free(wave: Wave, code: str) -> str:
    """Return the code unless somebody of this wave has it: then nobody knows whose it is."""
    rows = Response.objects.for_organisation(wave.organisation_id)
    return "" if not code or rows.filter(wave=wave, match_key=code).exists() else code
