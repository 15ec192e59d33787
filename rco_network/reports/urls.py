from django.urls import path

from .views import reports

urlpatterns = [
    path("awards/<uuid:uuid>/reports/", reports.award_reports, name="award-reports"),
    path("reports/<uuid:uuid>/", reports.report, name="report"),
    path("reports/<uuid:uuid>/progress/", reports.report_progress, name="report-progress"),
    path("reports/<uuid:uuid>/share/", reports.report_share, name="report-share"),
    path("reports/<uuid:uuid>/report.pdf", reports.report_pdf, name="report-pdf"),
    path("reports/<uuid:uuid>/figures.csv", reports.report_csv, name="report-csv"),
    path("reports/<uuid:uuid>/print/", reports.report_print, name="report-print"),
]
