from django.urls import URLPattern, URLResolver, path

from .views import outcomes, service_domains

urlpatterns: list[URLPattern | URLResolver] = [
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/<uuid:uuid>/edit/", outcomes.outcome_edit, name="outcome-edit"),
    path(
        "people/<uuid:uuid>/outcomes/", outcomes.participant_outcomes, name="participant-outcomes"
    ),
    path("people/<uuid:uuid>/outcomes/new/", outcomes.outcome_new, name="outcome-new"),
    path("services/<uuid:uuid>/domains/", service_domains.service_domains, name="service-domains"),
]
