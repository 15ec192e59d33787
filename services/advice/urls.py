"""advice/: enquiries, matters and what is written under them, registrations, the table."""

from django.urls import URLPattern, URLResolver, path

from .views import enquiries, figures, keeping, lists, matters, work

urlpatterns: list[URLPattern | URLResolver] = [
    path("advice/", lists.advice, name="advice"),
    path("advice/supervise/", lists.supervise, name="advice-supervise"),
    path("advice/figures/", figures.figures, name="advice-figures"),
    path("advice/enquiries/new/", enquiries.enquiry_new, name="enquiry-new"),
    path("advice/enquiries/<uuid:uuid>/", enquiries.enquiry, name="enquiry"),
    path("advice/matters/new/", matters.matter_new, name="matter-new"),
    path("advice/matters/<uuid:uuid>/", matters.matter, name="matter"),
    path("advice/matters/<uuid:uuid>/decide/", matters.matter_decide, name="matter-decide"),
    path("advice/matters/<uuid:uuid>/advisers/", matters.matter_advisers, name="matter-advisers"),
    path("advice/matters/<uuid:uuid>/close/", matters.matter_close, name="matter-close"),
    path("advice/matters/<uuid:uuid>/reopen/", matters.matter_reopen, name="matter-reopen"),
    path("advice/matters/<uuid:uuid>/step/", work.step_new, name="matter-step"),
    path("advice/matters/<uuid:uuid>/deadline/", work.deadline_new, name="matter-deadline"),
    path("advice/matters/<uuid:uuid>/document/", work.document_new, name="matter-document"),
    path("advice/matters/<uuid:uuid>/party/", work.party_new, name="matter-party"),
    path("advice/matters/<uuid:uuid>/outcome/", work.outcome_new, name="matter-outcome"),
    path("advice/deadlines/<uuid:uuid>/done/", work.deadline_done, name="deadline-done"),
    path("advice/documents/<uuid:uuid>/move/", work.document_move, name="document-move"),
    path("advice/outcomes/<uuid:uuid>/remove/", work.outcome_remove, name="advice-outcome-remove"),
    path("advice/registrations/", keeping.registrations, name="registrations"),
    path("advice/registrations/<uuid:uuid>/", keeping.registration, name="registration"),
    path("advice/exemption/", keeping.exemption, name="advice-exemption"),
    path("advice/rules/", keeping.rules, name="advice-rules"),
    path("advice/rules/new/", keeping.rule_new, name="advice-rule-new"),
    path("advice/rules/<uuid:uuid>/", keeping.rule, name="advice-rule"),
]
