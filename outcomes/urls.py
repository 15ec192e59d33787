from django.urls import URLPattern, URLResolver, path

from .views import from_work, outcomes, service_domains, stories, story_steps

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
    path("stories/", stories.stories, name="stories"),
    path("stories/new/", stories.story_new, name="story-new"),
    path("stories/uses/", stories.story_uses, name="story-uses"),
    path(
        "stories/consents/<uuid:uuid>/withdraw/",
        story_steps.story_consent_withdraw,
        name="story-consent-withdraw",
    ),
    path("stories/files/<uuid:uuid>/", story_steps.story_file, name="story-file"),
    path(
        "stories/files/<uuid:uuid>/remove/",
        story_steps.story_file_remove,
        name="story-file-remove",
    ),
    path("stories/<uuid:uuid>/", stories.story, name="story"),
    path("stories/<uuid:uuid>/edit/", stories.story_edit, name="story-edit"),
    path("stories/<uuid:uuid>/check/", story_steps.story_check, name="story-check"),
    path(
        "stories/<uuid:uuid>/agree/<slug:use>/",
        story_steps.story_consent_new,
        name="story-consent-new",
    ),
    path("stories/<uuid:uuid>/files/new/", story_steps.story_file_new, name="story-file-new"),
    path("stories/<uuid:uuid>/uses/new/", stories.story_use_new, name="story-use-new"),
    path("stories/<uuid:uuid>/take-back/", story_steps.story_take_back, name="story-take-back"),
    path("services/<uuid:uuid>/domains/", service_domains.service_domains, name="service-domains"),
]
