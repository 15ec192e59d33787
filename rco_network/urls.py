"""The table of contents."""

from django.contrib import admin
from django.urls import include, path

from rco_network import views
from rco_network.core.views.design import gallery
from rco_network.reports.views.home import home

handler500 = "rco_network.views.server_error"

urlpatterns = [
    path("", home, name="home"),
    path("", include("organisations.urls")),
    path("", include("services.urls")),
    path("", include("services.safeguarding.urls")),
    path("", include("services.data_rights.urls")),
    path("", include("services.referrals.urls")),
    path("", include("services.esol.urls")),
    path("", include("services.advice.urls")),
    path("", include("services.supplementary.urls")),
    path("", include("services.volunteering.urls")),
    path("", include("outcomes.urls")),
    path("", include("funding.urls")),
    path("", include("rco_network.reports.urls")),
    path("accounts/", include("rco_network.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("design/", gallery, name="design"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("admin/", admin.site.urls),
]
