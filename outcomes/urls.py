from django.urls import URLPattern, URLResolver, path

from .views import from_work, outcomes, service_domains

urlpatterns: list[URLPattern | URLResolver] = [
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/from-work/", from_work.from_work, name="from-work"),
    path("outcomes/from-work/aside/", from_work.offers_aside, name="offers-aside"),
    path("outcomes/from-work/<uuid:uuid>/back/", from_work.offer_back, name="offer-back"),
    path("outcomes/<uuid:uuid>/edit/", outcomes.outcome_edit, name="outcome-edit"),
    path(
        "people/<uuid:uuid>/outcomes/", outcomes.participant_outcomes, name="participant-outcomes"
    ),
    path("people/<uuid:uuid>/outcomes/new/", outcomes.outcome_new, name="outcome-new"),
    path("services/<uuid:uuid>/domains/", service_domains.service_domains, name="service-domains"),
]
