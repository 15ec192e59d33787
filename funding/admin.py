"""Awards as published, for those who run the installation."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from rco_network.core.exchange import DirectoryExport

from .models import Award
from .resources.exports import AwardResource


@admin.register(Award)
class AwardAdmin(DirectoryExport, admin.ModelAdmin):
    """An award keeps its two sides, and stays: what hangs on it cannot be seen from here."""

    resource_classes = [AwardResource]
    list_display = ("title", "funder", "recipient", "amount", "currency", "awarded_on")
    list_select_related = ("funder", "recipient")
    search_fields = ("title", "identifier", "funder__name", "recipient__name")
    autocomplete_fields = ("funder", "recipient")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("funder", "recipient", "identifier") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
