from django.urls import URLPattern, URLResolver, path

from .views import attribution, awards, money, schedule

_BUDGET, _SPENDING, _OTHER = ({"kind": kind} for kind in ("budget", "spending", "other"))

urlpatterns: list[URLPattern | URLResolver] = [
    path("awards/", awards.awards, name="awards"),
    path("awards/new/", awards.award_new, name="award-new"),
    path("awards/<uuid:uuid>/", awards.award, name="award"),
    path("awards/<uuid:uuid>/returns/new/", awards.return_due_new, name="return-due-new"),
    path("awards/<uuid:uuid>/schedule/", schedule.award_schedule, name="award-schedule"),
    path(
        "awards/<uuid:uuid>/accepts-others/",
        schedule.award_accepts_others,
        name="award-accepts-others",
    ),
    path("awards/<uuid:uuid>/attribution/", attribution.attribution, name="attribution"),
    path("awards/<uuid:uuid>/attribution/new/", attribution.rule_new, name="rule-new"),
    path("attribution-rules/<uuid:uuid>/edit/", attribution.rule_edit, name="rule-edit"),
    path("attribution-rules/<uuid:uuid>/remove/", attribution.rule_remove, name="rule-remove"),
    path("awards/<uuid:uuid>/overlap/", money.award_overlap, name="award-overlap"),
    path("awards/<uuid:uuid>/money/", money.award_money, name="award-money"),
    path("awards/<uuid:uuid>/money.csv", money.money_sheet, name="award-money-sheet"),
    path("awards/<uuid:uuid>/budget/new/", money.money_new, _BUDGET, name="budget-line-new"),
    path("awards/<uuid:uuid>/spending/new/", money.money_new, _SPENDING, name="spending-new"),
    path("awards/<uuid:uuid>/other-money/new/", money.money_new, _OTHER, name="other-money-new"),
    path("budget/<uuid:uuid>/edit/", money.money_edit, _BUDGET, name="budget-line-edit"),
    path("spending/<uuid:uuid>/edit/", money.money_edit, _SPENDING, name="spending-edit"),
    path("other-money/<uuid:uuid>/edit/", money.money_edit, _OTHER, name="other-money-edit"),
    path("budget/<uuid:uuid>/remove/", money.money_remove, _BUDGET, name="budget-line-remove"),
    path("spending/<uuid:uuid>/remove/", money.money_remove, _SPENDING, name="spending-remove"),
    path("other-money/<uuid:uuid>/remove/", money.money_remove, _OTHER, name="other-money-remove"),
]
