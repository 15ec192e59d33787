"""What the design gallery shows: every part in every state, with invented people."""

from typing import Any

from django import forms

from rco_network.core.forms import DayField

REGISTER = [
    {"name": "Amina Yusuf", "mark": "present"},
    {"name": "سمیرا احمدی", "mark": "present"},
    {"name": "Олена Ковальчук", "mark": "late"},
    {"name": "ሰላም ተስፋይ", "mark": "absent"},
    {"name": "Mohamed", "mark": "excused"},
    {"name": "Maria Fernanda de los Ángeles Rodríguez Quintanilla", "mark": ""},
    {
        "name": "Yusuf Abdi",
        "mark": "present",
        "was": "late",
        "conflict": "Hana marked Late at 14:02; you marked Here. Saving now keeps yours.",
    },
]


def register() -> list[dict[str, str]]:
    """Return register rows in every state."""
    blank = {"was": "", "conflict": ""}
    return [
        {**blank, **row, "uuid": f"00000000-0000-4000-8000-00000000000{place}"}
        for place, row in enumerate(REGISTER)
    ]


NEWCOMERS: list[dict[str, Any]] = [
    {"key": "a1", "name": "Halima", "mark": "present", "likely": [], "same": "", "error": ""},
    {
        "key": "a2",
        "name": "Amina Yousuf",
        "mark": "present",
        "likely": [
            {"uuid": "k1", "name": "Amina Yusuf", "note": "in this group, last here 17 November"},
            {"uuid": "k2", "name": "أمينة يوسف", "note": "women’s group"},
        ],
        "same": "",
        "error": "",
    },
]

LINKS = [
    {"title": "ESOL beginners", "url": "#lists", "detail": "Tuesdays, 12 people"},
    {"title": "مجموعة النساء", "url": "#lists", "detail": "Thursdays, 9 people", "tag": "Paused"},
    {"title": "Advice drop-in", "url": "#lists", "tag": "Missing since Tuesday", "kind": "warn"},
]
FACTS = [
    ("Name to be called by", "سمیرا"),
    ("Languages", "Farsi, English"),
    ("Year of birth", None),
    ("District", "Hackney"),
]
EVENTS = [
    {"when": "Today, 14:10", "title": "Report made", "detail": "18 pages, asked for by Hana"},
    {"when": "Tuesday 17 November", "title": "ESOL beginners logged", "detail": "18 here, 2 away"},
    {"when": "Monday 2 November", "title": "Award recorded"},
]
CHROME = {
    "product": "Common Thread",
    "is_demonstration": False,
    "home_url": "#main",
    "is_signed_in": True,
    "is_member": True,
    "person": "Hana Tesfay",
    "role": "Worker",
    "organisation": "Harbour Welcome (fictional)",
    "choices": [("h", "Northside Forum (fictional)"), ("k", "خانه دوستی")],
    "menu": [{"label": "Raise a concern", "url": "#main"}],
    "switch_url": "#main",
    "account_url": "#main",
    "sign_out_url": "#main",
}
NAVIGATION = [
    {"label": "Today", "url": "#main", "is_current": True, "icon": "today"},
    {"label": "People", "url": "#lists", "is_current": False, "icon": "people"},
    {"label": "Groups", "url": "#register", "is_current": False, "icon": "groups"},
    {"label": "Reports", "url": "#numbers", "is_current": False, "icon": "reports"},
]
TABS = [
    {"label": "Sessions", "url": "#register", "is_current": True},
    {"label": "People", "url": "#lists", "is_current": False},
]


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(
        label="Name to be called by",
        help_text="As they like to be called.",
        error_messages={"required": "Write the name that they like to be called by."},
    )
    language = forms.ChoiceField(
        label="First language",
        required=False,
        choices=[("", "Choose one"), ("ti", "Tigrinya"), ("uk", "Ukrainian")],
    )
    held_on = DayField(label="Day of the session")
    people = forms.IntegerField(
        label="How many came", min_value=0, help_text="Where names would be wrong, a count."
    )
    email = forms.EmailField(label="E-mail address", required=False)
    note = forms.CharField(label="What changed", required=False, widget=forms.Textarea)
    sheet = forms.FileField(
        label="Spreadsheet of past sessions", required=False, help_text="CSV or XLSX, up to 10 MB."
    )
    default = forms.ChoiceField(
        label="When the register opens, everyone is",
        choices=[("present", "Here"), ("absent", "Away")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what a fresh register shows."},
    )
    domains = forms.MultipleChoiceField(
        label="Works towards",
        required=False,
        choices=[("work", "Work"), ("housing", "Housing"), ("bonds", "Social bonds")],
        widget=forms.CheckboxSelectMultiple,
        help_text="As many as are true.",
    )
    agrees = forms.BooleanField(
        label="They know what we keep, and why",
        error_messages={"required": "Tell them first, then tick the box."},
    )

    def clean(self) -> dict[str, Any]:
        """Refuse as a whole, to show where such a problem stands."""
        if self.errors:
            raise forms.ValidationError("The session ends before it starts. Change one of the two.")
        return self.cleaned_data


def failed_form() -> SampleForm:
    """Return a form that came back with problems and everything typed."""
    typed = {"name": "", "held_on": "2206-11-24", "people": "-3", "email": "hana@", "note": "Hello"}
    return SampleForm({f"failed-{name}": value for name, value in typed.items()}, prefix="failed")
