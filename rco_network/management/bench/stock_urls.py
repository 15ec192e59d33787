"""Nothing but the empty page."""

from django.urls import path

from .empty import empty

urlpatterns = [path("bench/empty/", empty)]
