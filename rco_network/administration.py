"""The pages of those who run the installation: directory data, accounts, and nobody's people."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# Libraries offer their own tables too (second factors, sessions, groups). None is kept by hand.
_OUR_APPS = ("accounts", "organisations", "outcomes", "funding")


class InstallationSite(AdminSite):
    """Signed in to by the same door as everything else; shows the registered models of our apps."""

    site_header = "The installation"
    site_title = "The installation"
    index_title = "Directory and accounts"
    site_url = "/"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        models = (
            model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        )
        ours = [model for model in models if model._meta.app_label in _OUR_APPS]
        super().register(ours, admin_class, **options)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        # This module is read before the models are ready, and allauth needs them.
        from allauth.account.decorators import secure_admin_login

        return secure_admin_login(super().login)(request, extra_context)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")


class InstallationAdminConfig(AdminConfig):
    """Takes the place of `django.contrib.admin` in INSTALLED_APPS."""

    default_site = "rco_network.administration.InstallationSite"
