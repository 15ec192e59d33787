"""The directory for those who run the installation, and the first invitation of an organisation."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from rco_network.core.access import Refused
from rco_network.core.exchange import DirectoryExchange
from rco_network.core.tenancy import scope

from .actions.invitations import Administrator, check_can_be_invited, invite
from .models import (
    CommunityServed,
    ForumMembership,
    Identifier,
    Invitation,
    LanguageServed,
    Organisation,
    Place,
    PlaceServed,
)
from .reference.schemes import WrongNumber, tidy_number
from .resources import OrganisationResource, PlaceResource


class IdentifierForm(forms.ModelForm):
    """A number in the form of its register."""

    class Meta:
        model = Identifier
        fields = ("scheme", "number", "valid_from", "valid_to")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("scheme") and data.get("number"):
            try:
                data["number"] = tidy_number(data["scheme"], data["number"])
            except WrongNumber as wrong:
                self.add_error("number", str(wrong))
        return data


class IdentifierInline(admin.TabularInline):
    model = Identifier
    form = IdentifierForm
    extra = 0


class PlaceServedInline(admin.TabularInline):
    model = PlaceServed
    autocomplete_fields = ("place",)
    extra = 0


class LanguageServedInline(admin.TabularInline):
    model = LanguageServed
    extra = 0


class CommunityServedInline(admin.TabularInline):
    model = CommunityServed
    extra = 0


class ForumMembershipInline(admin.TabularInline):
    model = ForumMembership
    fk_name = "member"
    autocomplete_fields = ("forum",)
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(DirectoryExchange, admin.ModelAdmin):
    """Nothing is deleted here: what hangs on an organisation cannot be seen from here."""

    resource_classes = [OrganisationResource]
    list_display = ("name", "kind", "is_directory_entry", "is_fictional")
    list_filter = ("kind", "is_directory_entry", "is_fictional")
    search_fields = ("name", "identifiers__number")
    readonly_fields = ("uuid", "created_at")
    inlines = [
        IdentifierInline,
        PlaceServedInline,
        LanguageServedInline,
        CommunityServedInline,
        ForumMembershipInline,
    ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_export_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_export_queryset(request).prefetch_related("identifiers")


@admin.register(Place)
class PlaceAdmin(DirectoryExchange, admin.ModelAdmin):
    resource_classes = [PlaceResource]
    list_display = ("name", "gss_code", "region")
    list_filter = ("region",)
    search_fields = ("name", "gss_code")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class FirstInvitationForm(forms.ModelForm):
    """Whom to ask into an organisation that has nobody yet."""

    class Meta:
        model = Invitation
        fields = ("organisation", "email", "role")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("organisation") and data.get("email") and data.get("role"):
            try:
                check_can_be_invited(data["organisation"], data["email"], data["role"])
            except Refused as refused:
                raise forms.ValidationError(str(refused)) from None
        return data


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """Made here, never changed: the same action, mail and trail as a manager's invitation."""

    form = FirstInvitationForm
    autocomplete_fields = ("organisation",)
    list_display = ("email", "organisation", "role", "sent_at", "accepted_at", "withdrawn_at")
    list_select_related = ("organisation",)
    search_fields = ("email", "organisation__name")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        data = form.cleaned_data
        by = Administrator(int(request.user.pk or 0), data["organisation"].pk)
        with scope(user_id=by.user_id, organisation_ids=[by.organisation_id], installation=True):
            made = invite(by=by, **data)
        obj.pk, obj.uuid = made.pk, made.uuid

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        return self.response_post_save_add(request, obj)
