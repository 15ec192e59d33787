"""people/<uuid>/data/…: what one person agreed to and asked for."""

from django.urls import URLPattern, URLResolver, path

from .views import consents, person, requests

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/<uuid:uuid>/data/", person.person_data, name="person-data"),
    path("people/<uuid:uuid>/data/agree/<slug:to>/", consents.consent_new, name="consent-new"),
    path("people/<uuid:uuid>/data/ask/", requests.request_new, name="request-new"),
    path("people/<uuid:uuid>/data/use-again/", requests.limit_lift, name="limit-lift"),
    path("consents/words/", consents.consent_words, name="consent-words"),
    path("consents/words/<uuid:uuid>/", consents.consent_words_edit, name="consent-words-edit"),
    path("consents/<uuid:uuid>/take-back/", consents.consent_withdraw, name="consent-withdraw"),
    path("requests/", requests.person_requests, name="person-requests"),
    path("requests/<uuid:uuid>/answer/", requests.request_answer, name="request-answer"),
]
