"""The product's addresses, and the empty page that its pages are measured against."""

from django.urls import include, path

from .empty import empty

urlpatterns = [path("bench/empty/", empty), path("", include("rco_network.urls"))]
