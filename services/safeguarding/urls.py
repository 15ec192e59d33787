"""concerns/: raising one, and working with those that one may read."""

from django.urls import URLPattern, URLResolver, path

from .views import handling, raising

urlpatterns: list[URLPattern | URLResolver] = [
    path("concerns/", raising.concerns, name="concerns"),
    path("concerns/new/", raising.concern_new, name="concern-new"),
    path("concerns/received/<uuid:uuid>/remove/", raising.receipt_remove, name="receipt-remove"),
    path("concerns/<uuid:uuid>/", handling.concern, name="concern"),
    path("concerns/<uuid:uuid>/write/", handling.entry_add, name="concern-write"),
    path("concerns/<uuid:uuid>/kind/", handling.category, name="concern-kind"),
    path("concerns/<uuid:uuid>/name/", handling.person_name, name="concern-name"),
    path("concerns/<uuid:uuid>/take-off/", handling.person_take_off, name="concern-take-off"),
    path("concerns/<uuid:uuid>/also-about/", handling.person_also_about, name="concern-also-about"),
    path("concerns/<uuid:uuid>/close/", handling.close, name="concern-close"),
    path("concerns/<uuid:uuid>/reopen/", handling.reopen, name="concern-reopen"),
    path("concerns/<uuid:uuid>/hand-over/", handling.hand_over, name="concern-hand-over"),
    path("concerns/<uuid:uuid>/remove/", handling.remove, name="concern-remove"),
]
