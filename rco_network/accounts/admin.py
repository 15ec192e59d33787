"""Accounts for those who run the installation: who may sign in, never their passwords."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rco_network.core import audit

from .models import User
from .reauthentication import is_recently_proved, question
from .second_factor import take_away


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Accounts are made by accepting an invitation, so there is no adding here."""

    list_display = ("name", "email", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("name", "email")
    actions = ("take_away_second_step",)
    fields = ("name", "email", "is_active", "is_staff", "last_login", "joined_at")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = ("email", "last_login", "joined_at")
        return fixed if request.user.is_superuser else (*fixed, "is_staff")

    @admin.action(description="Take the second step away: they lost the phone and the paper")
    def take_away_second_step(
        self, request: HttpRequest, chosen: QuerySet[User]
    ) -> HttpResponse | None:
        """Help people whose account opens more than one organisation, whom no manager may help.

        Never oneself, and only for who runs everything and has proved who they are just now.
        """
        if not request.user.is_superuser:
            messages.error(request, _("Only a superuser may do this."))
            return None
        if not is_recently_proved(request):
            return redirect(question(request.get_full_path()))
        for person in chosen.exclude(pk=request.user.pk):
            audit.record("second step taken away", by=None, user=request.user, subject=person)
            take_away(person)
            messages.success(
                request, f"{person} sets the second step up again at the next sign-in."
            )
        return None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
