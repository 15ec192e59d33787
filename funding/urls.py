from django.urls import URLPattern, URLResolver, path

from .views import attribution, awards

urlpatterns: list[URLPattern | URLResolver] = [
    path("awards/", awards.awards, name="awards"),
    path("awards/new/", awards.award_new, name="award-new"),
    path("awards/<uuid:uuid>/", awards.award, name="award"),
    path("awards/<uuid:uuid>/returns/new/", awards.return_due_new, name="return-due-new"),
    path("awards/<uuid:uuid>/attribution/", attribution.attribution, name="attribution"),
    path("awards/<uuid:uuid>/attribution/new/", attribution.rule_new, name="rule-new"),
    path("attribution-rules/<uuid:uuid>/edit/", attribution.rule_edit, name="rule-edit"),
    path("attribution-rules/<uuid:uuid>/remove/", attribution.rule_remove, name="rule-remove"),
]
