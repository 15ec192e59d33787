"""How allauth behaves here: nobody signs up, people are invited."""

import logging
import smtplib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest
from django.shortcuts import render

logger = logging.getLogger(__name__)


class InvitedPeopleOnly(DefaultAccountAdapter):
    """An account is made by accepting an invitation, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_user_display(self, user: Any) -> str:
        return str(user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a code or a link to reset. A mail server that is away is a sentence, not a crash.

        Known and unknown addresses both get a mail, so that sentence tells nothing about either.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except (smtplib.SMTPException, OSError) as error:
            logger.warning("The mail server did not answer (%s).", type(error).__name__)
            page = render(current.request, "account/no_mail.html", status=503)
            raise ImmediateHttpResponse(page) from None
