"""school/…: terms, scales, the quality framework; people/<uuid>/school/…: one child."""

from django.urls import URLPattern, URLResolver, path

from .views import children, classes, quality, setup

urlpatterns: list[URLPattern | URLResolver] = [
    path("school/", setup.school, name="school"),
    path("school/terms/new/", setup.term_new, name="school-term-new"),
    path("school/terms/<uuid:uuid>/", setup.term_edit, name="school-term-edit"),
    path("school/scales/new/", setup.scale_new, name="school-scale-new"),
    path("school/scales/<uuid:uuid>/", setup.scale_edit, name="school-scale-edit"),
    path("school/quality/", quality.quality, name="school-quality"),
    path("school/quality/<slug:key>/", quality.quality_edit, name="school-quality-edit"),
    path("groups/<uuid:uuid>/school/", classes.class_page, name="school-class"),
    path("groups/<uuid:uuid>/school/edit/", setup.class_edit, name="school-class-edit"),
    path("groups/<uuid:uuid>/school/attainment/", classes.attainment, name="school-attainment"),
    path("people/<uuid:uuid>/school/", children.child, name="child"),
    path("people/<uuid:uuid>/school/register/", children.register_words, name="child-register"),
    path("people/<uuid:uuid>/school/adults/new/", children.carer_new, name="carer-new"),
    path("people/<uuid:uuid>/school/day-school/", children.mainstream, name="child-day-school"),
    path(
        "people/<uuid:uuid>/school/day-school/remove/",
        children.mainstream_remove,
        name="child-day-school-remove",
    ),
    path(
        "people/<uuid:uuid>/school/agree/<slug:to>/", children.consent_new, name="child-consent-new"
    ),
    path("school/adults/<uuid:uuid>/", children.carer_edit, name="carer-edit"),
    path("school/adults/<uuid:uuid>/remove/", children.carer_remove, name="carer-remove"),
    path(
        "school/consents/<uuid:uuid>/take-back/",
        children.consent_withdraw,
        name="child-consent-withdraw",
    ),
]
