from django.urls import URLPattern, URLResolver, path

from .views import (
    answering,
    asks,
    frameworks,
    from_work,
    instruments,
    outcomes,
    results,
    service_domains,
    stories,
    story_steps,
    waves,
)

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
    path("questionnaires/", instruments.instruments, name="instruments"),
    path("questionnaires/take/", instruments.instrument_take, name="instrument-take"),
    path("questionnaires/new/", instruments.instrument_new, name="instrument-new"),
    path("questionnaires/<uuid:uuid>/", instruments.instrument, name="instrument"),
    path("questionnaires/<uuid:uuid>/edit/", instruments.instrument_edit, name="instrument-edit"),
    path(
        "questionnaires/<uuid:uuid>/close/", instruments.instrument_close, name="instrument-close"
    ),
    path(
        "questionnaires/<uuid:uuid>/words/", instruments.instrument_words, name="instrument-words"
    ),
    path(
        "questionnaires/<uuid:uuid>/results/", results.instrument_results, name="instrument-results"
    ),
    path("groups/<uuid:uuid>/ask/", waves.wave_new, name="wave-new"),
    path("people/<uuid:uuid>/ask/", waves.wave_new_person, name="wave-new-person"),
    path("people/<uuid:uuid>/answers/", waves.person_answers, name="person-answers"),
    path("rounds/<uuid:uuid>/", waves.wave, name="wave"),
    path("rounds/<uuid:uuid>/close/", waves.wave_close, name="wave-close"),
    path("rounds/<uuid:uuid>/link/", asks.wave_link, name="wave-link"),
    path("rounds/<uuid:uuid>/hand-over/", answering.wave_hand_over, name="wave-hand-over"),
    path("asked/<uuid:uuid>/", asks.ask, name="ask"),
    path("asked/<uuid:uuid>/write/", asks.ask_write, name="ask-write"),
    path("asked/<uuid:uuid>/decline/", asks.ask_decline, name="ask-decline"),
    path("asked/<uuid:uuid>/take-back/", asks.ask_take_back, name="ask-take-back"),
    path("asked/<uuid:uuid>/link/", asks.ask_link, name="ask-link"),
    path("asked/<uuid:uuid>/hand-over/", answering.ask_hand_over, name="ask-hand-over"),
    path("answering/", answering.answering, name="answering"),
    path("answering/back/", answering.answering_back, name="answering-back"),
    path("answer/<str:secret>/", answering.answer, name="answer"),
    path("frameworks/", frameworks.frameworks, name="frameworks"),
    path("frameworks/new/", frameworks.framework_new, name="framework-new"),
    path("frameworks/<uuid:uuid>/", frameworks.framework, name="framework"),
    path("frameworks/<uuid:uuid>/edit/", frameworks.framework_edit, name="framework-edit"),
    path("frameworks/<uuid:uuid>/map/", frameworks.framework_map, name="framework-map"),
    path("frameworks/<uuid:uuid>/close/", frameworks.framework_close, name="framework-close"),
]
