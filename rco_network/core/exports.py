"""Files with personal data go out only when somebody has said what for.

A page draws `{% export_form url "Download as CSV" %}`; its view takes POST only and asks
`asked_purpose(request)` before it makes anything, then says so in the trail (`audit.exported`).
"""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from .enums import Purpose


class NoPurpose(BadRequest):
    """A file was asked for without saying what for. Answered with 400."""


def asked_purpose(request: HttpRequest) -> Purpose:
    """Return what the person said the file is for. Raises NoPurpose when they did not."""
    try:
        return Purpose(request.POST.get("purpose", ""))
    except ValueError:
        raise NoPurpose(_("Say what the file is for, and ask for it again.")) from None


def attachment(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """Return a file to keep, never to show in the page: `name` is ours, without personal data."""
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
