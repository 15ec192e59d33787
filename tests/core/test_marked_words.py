"""What readers see is marked for translation; else a page in Arabic refuses in English."""

import ast
import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from django import forms
from django.db.models import Choices
from django.utils.functional import Promise

from rco_network.core.personal_data import declarations
from rco_network.core.personal_data.names import NAMES

ROOT = Path(__file__).resolve().parents[2]
WINGS = ("organisations", "services", "outcomes", "funding", "rco_network")
# Read at a shell, by whoever runs the installation, or on the page that shows the components.
NOT_FOR_READERS = ("migrations", "management", "settings", "admin.py", "design_samples.py")
MARKS = {
    *("_", "_t", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"),
    *("pgettext", "pgettext_lazy", "npgettext"),
}
# What carries a sentence to a reader: as its first argument, or (add_error) after the field.
REFUSALS = {
    *("Refused", "ValidationError", "PermissionDenied", "JobFailed", "Unreadable", "BadCell"),
    *("RegisterRefused", "ImportRefused", "PeriodClosed", "GroupFull", "NotTheirTurn"),
    *("AboveLevel", "GivesAway", "PictureRefused", "RecordingRefused", "UnreadableGift"),
    *("WrongNumber", "NoPurpose", "add_error", "progress"),
}
TOLD = {"success", "info", "warning", "error"}  # of django.contrib.messages
SAYING = {"violation_error_message", "empty_label"}
HAS_SUCH = re.compile(rf"\b(?:messages|{'|'.join(sorted(REFUSALS | SAYING))})\b")
# Months named in English on purpose: the sentence round them is kept, or handed out, in English.
IN_ENGLISH = {
    "services/referrals/actions/referrals.py": "the words that somebody agrees to",
    "outcomes/calculations/offer_words.py": "a draft of evidence, which is then the worker's own",
    "rco_network/reports/actions/takeouts.py": "the note in the archive of everything",
}
# What is called with sentences that stand there for a page or a paper to say: which arguments
# (by their place, from the given one on) and which keywords.
DECLARING = {
    "add_words": (0, {"actions", "records"}),
    "declare": (None, {"called", "remark"}),
    **dict.fromkeys(("identifies", "said", "who"), (0, {"why"})),
    "Period": (1, {"label", "clock", "why", "why_floor", "why_ceiling"}),
    "Purpose": (1, {"label", "why", "basis", "people", "recipients", "special"}),
    "Rule": (None, {"says"}),
}
DECLARED_IN = {"trail_words.py", "retention.py", "periods.py", "purposes.py", "declarations.py"}
# Fields that no page shows, and why.
NOT_SHOWN = {"ShownForm.breakdowns": "the form puts a list for each breakdown in its place"}


def source_files():
    for wing in WINGS:
        for path in sorted((ROOT / wing).rglob("*.py")):
            if not set(path.relative_to(ROOT).parts) & set(NOT_FOR_READERS):
                yield path


def name_of(node):
    return getattr(node, "id", "") or getattr(node, "attr", "")


def sayings(call):
    """The expressions of a call that a reader is shown."""
    name = name_of(call.func)
    if name in REFUSALS:
        yield from call.args[0 if name not in ("add_error", "progress") else 1 :][:1]
    if name in TOLD and name_of(getattr(call.func, "value", None)) == "messages":
        yield from call.args[1:2]
    yield from (word.value for word in call.keywords if word.arg in SAYING)


def unmarked(node):
    """Words in an expression that no call marks for translation."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and re.search(r"[A-Za-z]{2}", node.value):
            yield node.value
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from unmarked(value)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        yield from unmarked(node.left)  # what is filled in has its own place
    elif isinstance(node, ast.JoinedStr | ast.BinOp | ast.IfExp | ast.BoolOp | ast.List):
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.expr_context | ast.operator | ast.boolop):
                yield from unmarked(child)


def test_refusals_and_messages_are_marked():
    faults = []
    for path in source_files():
        text = path.read_text()
        for node in ast.walk(ast.parse(text)) if HAS_SUCH.search(text) else ():
            for said in sayings(node) if isinstance(node, ast.Call) else ():
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                faults += [f"{where}: {words!r}" for words in unmarked(said)]
    assert faults == [], "Put these into gettext() or gettext_lazy()"


def declared(node):
    """The sentences of the trail and of declarations in a node, with constants that hold some."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if name_of(target) in ("ACTIONS", "RECORDS", "_QUOTES", "_OWN_WORDS"):
            yield node.value
    if isinstance(node, ast.Call) and name_of(node.func) in DECLARING:
        first, keywords = DECLARING[name_of(node.func)]
        if first is not None:
            yield from node.args[first : 2 if name_of(node.func) == "add_words" else None]
        yield from (word.value for word in node.keywords if word.arg in keywords)


def test_sentences_of_the_trail_and_of_what_we_keep_are_marked():
    faults, found = [], 0
    for path in source_files():
        if path.name in DECLARED_IN or "retention" in path.parts or path.name == "words.py":
            for node in ast.walk(ast.parse(path.read_text())):
                for said in declared(node):
                    found += 1
                    where = f"{path.relative_to(ROOT)}:{node.lineno}"
                    faults += [f"{where}: {words!r}" for words in unmarked(said)]
    assert found > 500
    assert faults == [], "Put these into gettext_noop()"


def test_names_of_fields_that_people_are_shown_are_marked():
    shown = {
        str(name).replace("_", " ").capitalize()
        for one in declarations().values()
        for name, field in one.fields.items()
        if one.participant is not None and not field.about_staff
    }
    assert shown <= NAMES, "Put these into rco_network/core/personal_data/names.py"


def is_for_readers(one):
    parts = one.__module__.split(".")
    return parts[0] in WINGS and not {*parts, *(f"{p}.py" for p in parts)} & set(NOT_FOR_READERS)


def classes_of(base):
    """Every class of ours below this one, those for a shell and for the tests left out."""
    for wing in WINGS:
        package = import_module(wing)
        for module in walk_packages(package.__path__, f"{wing}."):
            if module.name.rpartition(".")[2] in ("forms", "enums") or ".forms." in module.name:
                import_module(module.name)
    todo, found = [base], set()
    while todo:
        below = todo.pop().__subclasses__()
        todo += below
        found |= set(filter(is_for_readers, below))
    return sorted(found, key=lambda one: (one.__module__, one.__name__))


def test_names_of_choices_are_marked():
    faults = [
        f"{one.__module__}.{one.__name__}.{member.name}"
        for one in classes_of(Choices)
        for member in one
        if not isinstance(member.label, Promise)
    ]
    assert faults == []


def test_labels_and_hints_of_forms_are_marked():
    faults = []
    for form in classes_of(forms.BaseForm):
        for name, field in getattr(form, "base_fields", {}).items():
            if field.widget.is_hidden or f"{form.__name__}.{name}" in NOT_SHOWN:
                continue
            said = {"label": field.label, "help_text": field.help_text, **field.error_messages}
            faults += [
                f"{form.__module__}.{form.__name__}.{name}: {what} {words!r}"
                for what, words in said.items()
                if words and not isinstance(words, Promise)
            ]
    assert faults == [], "Labels, hints and messages of a form stand in its class: gettext_lazy()"


def test_months_and_weekdays_are_named_by_the_catalogue_of_the_reader():
    named = re.compile(r"%-?[aAbB](?![a-z(])")
    faults = []
    for path in source_files():
        where = str(path.relative_to(ROOT))
        if "models" in path.parts or where in IN_ENGLISH:  # models: what __str__ tells a shell
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            is_format = isinstance(node, ast.FormattedValue) and node.format_spec
            is_call = name_of(getattr(node, "func", None)) == "strftime"
            if (is_format or is_call) and named.search(ast.unparse(node)):
                faults.append(f"{where}:{node.lineno}")
    assert faults == [], "strftime speaks English: use rco_network.core.dates or date_format()"
