from django.urls import path

from .views import agreements, packs, reports, takeouts

urlpatterns = [
    path("awards/<uuid:uuid>/reports/", reports.award_reports, name="award-reports"),
    path("reports/<uuid:uuid>/", reports.report, name="report"),
    path("reports/<uuid:uuid>/progress/", reports.report_progress, name="report-progress"),
    path("reports/<uuid:uuid>/share/", reports.report_share, name="report-share"),
    path("reports/<uuid:uuid>/report.pdf", reports.report_pdf, name="report-pdf"),
    path("reports/<uuid:uuid>/figures.csv", reports.report_csv, name="report-csv"),
    path("reports/<uuid:uuid>/print/", reports.report_print, name="report-print"),
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
