from django.urls import path

from .views import agreements, editions, packs, reports, takeouts, tracing

urlpatterns = [
    path("awards/<uuid:uuid>/reports/", reports.award_reports, name="award-reports"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<uuid:uuid>/", reports.report, name="report"),
    path("reports/<uuid:uuid>/progress/", reports.report_progress, name="report-progress"),
    path("reports/<uuid:uuid>/print/", reports.report_print, name="report-print"),
    path("reports/<uuid:uuid>/words/", reports.report_words, name="report-words"),
    path("reports/<uuid:uuid>/send/", reports.report_send, name="report-send"),
    path("reports/<uuid:uuid>/approve/", reports.report_approve, name="report-approve"),
    path("reports/<uuid:uuid>/give-back/", reports.report_give_back, name="report-give-back"),
    path("figures/", tracing.catalogue, name="figures"),
    path("trace/", tracing.trace_code, name="trace-code"),
    path("trace/<slug:code>/<int:ref>/", tracing.trace, name="trace"),
    path("genuine/", tracing.genuine, name="genuine"),
    path("editions/<slug:code>/", editions.edition, name="edition"),
    path("editions/<slug:code>/report.<slug:ending>", editions.edition_file, name="edition-file"),
    path("editions/<slug:code>/print/", editions.edition_print, name="edition-print"),
    path("editions/<slug:code>/restate/", editions.edition_restate, name="edition-restate"),
    path("people/<uuid:uuid>/data/everything/", packs.pack_new, name="pack-new"),
    path("everything/", takeouts.takeouts, name="takeouts"),
    path("everything/<uuid:uuid>/", takeouts.takeout, name="takeout"),
    path("everything/<uuid:uuid>/progress/", takeouts.takeout_progress, name="takeout-progress"),
    path("everything/<uuid:uuid>/file/", takeouts.takeout_file, name="takeout-file"),
    path("packs/<uuid:uuid>/", packs.pack, name="pack"),
    path("packs/<uuid:uuid>/progress/", packs.pack_progress, name="pack-progress"),
    path("packs/<uuid:uuid>/what-is-held.<slug:ending>", packs.pack_file, name="pack-file"),
    path("counted-once/", agreements.sharing, name="sharing"),
    path(
        "counted-once/<uuid:uuid>/withdraw/", agreements.sharing_withdraw, name="sharing-withdraw"
    ),
    path("counted-once/members/", agreements.sharing_members, name="sharing-members"),
]
