"""How allauth behaves here: nobody signs up, people are invited."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedPeopleOnly(DefaultAccountAdapter):
    """An account is made by accepting an invitation never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_user_display(self, user: Any) -> str:
        return str(user)
