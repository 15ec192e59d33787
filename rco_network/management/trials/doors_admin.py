"""The doors of those who run the installation: Django's own pages for the directory."""

from .door import Door, doors_of
from .visitors import NOT_IN, SIGNED_IN, V

ADMINISTRATOR = frozenset({V.ADMINISTRATOR})
ORGANISATION, INVITATION, AWARD = (
    "organisations.Organisation",
    "organisations.Invitation",
    "funding.Award",
)
_KEEPS = "those who run the installation keep the directory; no person's row exists for them"
# The admin's lists: which pages each has. Rows of every organisation are theirs to keep.
_EXCHANGED = "changelist add history change import export process_import"
_LISTS = {
    "accounts_user": ("accounts.User", "changelist history change"),
    "organisations_organisation": (ORGANISATION, _EXCHANGED),
    "organisations_place": ("organisations.Place", _EXCHANGED),
    "organisations_invitation": (INVITATION, "changelist add history change"),
    "outcomes_framework": ("outcomes.Framework", f"{_EXCHANGED} delete"),
    "outcomes_domain": ("outcomes.Domain", _EXCHANGED),
    "funding_award": (AWARD, "changelist add history change export"),
}
_OF_A_ROW = ("history", "delete", "change")
_LOOKED_AT = {"organisations_invitation_change"}
# Accounts are made by invitation, and hardly anything is deleted: what hangs on a row cannot be
# seen from there. The pages are there all the same, and let nobody in.
_SHUT = ("add", "delete")


def _admin_lists() -> dict[str, Door]:
    found = {}
    for table, (label, pages) in _LISTS.items():
        for page in {*pages.split(), *_SHUT}:
            of = label if page in _OF_A_ROW else ""
            who = ADMINISTRATOR if page in pages.split() else frozenset()
            methods = "GET" if f"{table}_{page}" in _LOOKED_AT else "GET POST"
            if page == "process_import":
                methods = "POST"
            found[f"admin:{table}_{page}"] = Door(
                who, _KEEPS, of=of, is_open=bool(of), methods=methods
            )
        route = f"/admin/{table.replace('_', '/', 1)}/<path:object_id>/"
        found[route] = Door(ADMINISTRATOR, _KEEPS, of=label, is_open=True)
    return found


ADMINISTRATION = {
    **_admin_lists(),
    **doors_of(ADMINISTRATOR, _KEEPS, "admin:index admin:password_change"),
    **doors_of(ADMINISTRATOR, _KEEPS, "admin:jsi18n admin:password_change_done", methods="GET"),
    **doors_of(
        ADMINISTRATOR,
        f"{_KEEPS}; asked without saying of what, it refuses",
        "admin:autocomplete",
        methods="GET",
        also=frozenset({403}),
    ),
    **doors_of(ADMINISTRATOR, _KEEPS, "admin:app_list", fixed={"app_label": "organisations"}),
    **doors_of(
        ADMINISTRATOR,
        _KEEPS,
        "admin:view_on_site",
        fixed={"content_type_id": "1", "object_id": "1"},
    ),
    **doors_of(ADMINISTRATOR, _KEEPS, "/admin/(?P<url>.*)$", fixed={"url": "made-up"}),
    **doors_of(SIGNED_IN, "the way out", "admin:logout", methods="POST"),
    **doors_of(NOT_IN | ADMINISTRATOR, "goes to the way in", "admin:login"),
}
