from django.urls import URLPattern, URLResolver, path

from .views import contact, groups, imports, people, registers, restrictions, services

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", people.people, name="people"),
    path("people/new/", people.participant_new, name="participant-new"),
    path("people/<uuid:uuid>/", people.participant, name="participant"),
    path("people/<uuid:uuid>/edit/", people.participant_edit, name="participant-edit"),
    path("people/<uuid:uuid>/contact/", contact.contact, name="contact"),
    path("people/<uuid:uuid>/contact/edit/", contact.contact_edit, name="contact-edit"),
    path("people/<uuid:uuid>/notes/", contact.notes, name="notes"),
    path("notes/<uuid:uuid>/edit/", contact.note_edit, name="note-edit"),
    path("people/<uuid:uuid>/restrict/", restrictions.restrict, name="restrict"),
    path("people/<uuid:uuid>/restrict/lift/", restrictions.restriction_lift, name="restrict-lift"),
    path("groups/", services.services, name="groups"),
    path("services/new/", services.service_new, name="service-new"),
    path("services/<uuid:uuid>/", services.service, name="service"),
    path("services/<uuid:uuid>/edit/", services.service_edit, name="service-edit"),
    path("services/<uuid:uuid>/close/", services.service_close, name="service-close"),
    path("services/<uuid:uuid>/reopen/", services.service_reopen, name="service-reopen"),
    path("services/<uuid:uuid>/groups/new/", groups.group_new, name="group-new"),
    path("groups/<uuid:uuid>/", groups.group, name="group"),
    path("groups/<uuid:uuid>/edit/", groups.group_edit, name="group-edit"),
    path("groups/<uuid:uuid>/close/", groups.group_close, name="group-close"),
    path("groups/<uuid:uuid>/reopen/", groups.group_reopen, name="group-reopen"),
    path("groups/<uuid:uuid>/people/", groups.group_people, name="group-people"),
    path("groups/<uuid:uuid>/loggers/", groups.group_staff, name="group-staff"),
    path(
        "groups/<uuid:uuid>/people/remove/", groups.group_people_remove, name="group-people-remove"
    ),
    path("groups/<uuid:uuid>/register/", registers.register, name="register"),
    path("sessions/<uuid:uuid>/register/", registers.session_register, name="session-register"),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.import_new, name="import-new"),
    path("imports/example/", imports.import_example, name="import-example"),
    path("imports/<uuid:uuid>/", imports.import_detail, name="import"),
    path("imports/<uuid:uuid>/check/", imports.import_check, name="import-check"),
    path("imports/<uuid:uuid>/confirm/", imports.import_confirm, name="import-confirm"),
    path("imports/<uuid:uuid>/throw-away/", imports.import_throw_away, name="import-throw-away"),
    path("imports/<uuid:uuid>/refused/", imports.import_refused, name="import-refused"),
]
