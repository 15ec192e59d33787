"""volunteers/…: who helps, on which days, for how long."""

from django.urls import URLPattern, URLResolver, path

from .views import figures, hours, mine, rota, vetting, volunteer, volunteers

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/<uuid:uuid>/volunteer/", volunteers.volunteer_from, name="volunteer-from"),
    path("volunteers/", volunteers.volunteers, name="volunteers"),
    path("volunteers/new/", volunteers.volunteer_new, name="volunteer-new"),
    path("volunteers/me/", mine.my_shifts, name="my-shifts"),
    path("volunteers/roles/", rota.volunteer_roles, name="volunteer-roles"),
    path("volunteers/roles/new/", rota.volunteer_role_new, name="volunteer-role-new"),
    path("volunteers/roles/<uuid:uuid>/", rota.volunteer_role_edit, name="volunteer-role-edit"),
    path("volunteers/rota/", rota.rota, name="rota"),
    path("volunteers/shifts/new/", rota.shift_new, name="shift-new"),
    path("volunteers/shifts/<uuid:uuid>/", rota.shift, name="shift"),
    path("volunteers/shifts/<uuid:uuid>/edit/", rota.shift_edit, name="shift-edit"),
    path("volunteers/shifts/<uuid:uuid>/cancel/", rota.shift_cancel, name="shift-cancel"),
    path("volunteers/shifts/<uuid:uuid>/all-came/", rota.shift_all_came, name="shift-all-came"),
    path("volunteers/shifts/<uuid:uuid>/take/", mine.shift_take, name="shift-take"),
    path("volunteers/turns/<uuid:uuid>/<slug:to>/", mine.turn_move, name="turn-move"),
    path("volunteers/hours/", hours.volunteer_hours, name="volunteer-hours"),
    path("volunteers/hours/<uuid:uuid>/", hours.hours_edit, name="hours-edit"),
    path("volunteers/hours/<uuid:uuid>/remove/", hours.hours_remove, name="hours-remove"),
    path("volunteers/expenses/", hours.volunteer_expenses, name="volunteer-expenses"),
    path("volunteers/expenses/sheet/", hours.expenses_sheet, name="expenses-sheet"),
    path("volunteers/expenses/<uuid:uuid>/", hours.expense_edit, name="expense-edit"),
    path("volunteers/figures/", figures.volunteer_figures, name="volunteer-figures"),
    path("volunteers/rates/new/", figures.hourly_rate_new, name="hourly-rate-new"),
    path("volunteers/references/<uuid:uuid>/", vetting.reference_edit, name="reference-edit"),
    path("volunteers/checks/<uuid:uuid>/remove/", vetting.check_remove, name="check-remove"),
    path(
        "volunteers/trainings/<uuid:uuid>/remove/", vetting.training_remove, name="training-remove"
    ),
    path("volunteers/<uuid:uuid>/", volunteer.volunteer, name="volunteer"),
    path("volunteers/<uuid:uuid>/edit/", volunteers.volunteer_edit, name="volunteer-edit"),
    path("volunteers/<uuid:uuid>/step/", volunteers.volunteer_step, name="volunteer-step"),
    path("volunteers/<uuid:uuid>/references/", vetting.reference_new, name="reference-new"),
    path("volunteers/<uuid:uuid>/checks/", vetting.check_new, name="check-new"),
    path("volunteers/<uuid:uuid>/trainings/", vetting.training_new, name="training-new"),
    path("volunteers/<uuid:uuid>/check-ins/", vetting.check_in_new, name="check-in-new"),
    path("volunteers/<uuid:uuid>/hours/", hours.hours_new, name="hours-new"),
    path("volunteers/<uuid:uuid>/expenses/", hours.expense_new, name="expense-new"),
]
