"""organisations/<uuid>/…: the directory. staff/…: one's own colleagues. invitations/<secret>/."""

from django.urls import URLPattern, URLResolver, path

from .views import (
    break_glass,
    directory,
    former,
    invitations,
    profile,
    second_steps,
    staff,
    trail,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("organisations/", directory.organisations, name="organisations"),
    path("organisations/<uuid:uuid>/", directory.organisation, name="organisation"),
    path("organisations/<uuid:uuid>/edit/", profile.organisation_edit, name="organisation-edit"),
    path(
        "organisations/<uuid:uuid>/<slug:part>/add/",
        profile.part_add,
        name="organisation-part-add",
    ),
    path(
        "organisations/<uuid:uuid>/<slug:part>/remove/",
        profile.part_remove,
        name="organisation-part-remove",
    ),
    path("members/<uuid:uuid>/add/", directory.member_add, name="member-add"),
    path("members/<uuid:uuid>/remove/", directory.member_remove, name="member-remove"),
    path("staff/", staff.staff, name="staff"),
    path("staff/invite/", staff.invite, name="invite"),
    path(
        "staff/invitations/<uuid:uuid>/resend/", staff.invitation_resend, name="invitation-resend"
    ),
    path(
        "staff/invitations/<uuid:uuid>/withdraw/",
        staff.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path("staff/former/", former.former_colleagues, name="former-colleagues"),
    path("staff/<uuid:uuid>/erase/", former.account_erase, name="account-erase"),
    path("staff/<uuid:uuid>/", staff.staff_member, name="staff-member"),
    path("staff/<uuid:uuid>/role/", staff.staff_role, name="staff-role"),
    path("staff/<uuid:uuid>/duties/", staff.staff_duties, name="staff-duties"),
    path("staff/<uuid:uuid>/answers-to/", staff.staff_answers_to, name="staff-answers-to"),
    path("staff/<uuid:uuid>/end/", staff.staff_end, name="staff-end"),
    path("staff/<uuid:uuid>/second-step/", second_steps.second_step, name="staff-second-step"),
    path(
        "staff/<uuid:uuid>/second-step/later/",
        second_steps.second_step_later,
        name="staff-second-step-later",
    ),
    path(
        "staff/<uuid:uuid>/second-step/take-away/",
        second_steps.second_step_take_away,
        name="staff-second-step-take-away",
    ),
    path("break-glass/", break_glass.break_glass, name="break-glass"),
    path("break-glass/leave/", break_glass.leave, name="break-glass-leave"),
    path("switch-organisation/", staff.switch_organisation, name="switch-organisation"),
    path("trail/", trail.trail, name="trail"),
    path("trail/file/", trail.trail_export, name="trail-export"),
    path("history/<slug:noun>/<uuid:uuid>/", trail.record_history, name="record-history"),
    path("invitations/<str:token>/", invitations.invitation_accept, name="invitation-accept"),
]
