"""Frameworks and their domains: published, the same for everyone."""

from django.contrib import admin

from rco_network.core.exchange import DirectoryExchange

from .models import Domain, Framework
from .resources import DomainResource, FrameworkResource


@admin.register(Framework)
class FrameworkAdmin(DirectoryExchange, admin.ModelAdmin):
    resource_classes = [FrameworkResource]
    list_display = ("name", "edition", "publisher")
    search_fields = ("name",)


@admin.register(Domain)
class DomainAdmin(DirectoryExchange, admin.ModelAdmin):
    resource_classes = [DomainResource]
    list_display = ("name", "code", "heading", "framework", "position")
    list_select_related = ("framework",)
    search_fields = ("name", "code")

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        # Services and outcomes that point here cannot be seen from here.
        return False
