"""Nothing is done without a trace: read from the syntax trees, so that a new action is found."""

import ast
from pathlib import Path

from organisations.reference.trail_words import ACTIONS, RECORDS

ROOT = Path(__file__).resolve().parent.parent
WINGS = ("rco_network", "organisations", "services", "outcomes", "funding")
TRACES = {"record", "viewed", "exported", "of_person"}

# Public functions of actions/ that change something for somebody and write no entry, with reasons.
WITHOUT_TRACE = {
    "services.actions.import_files.check_again": "looks at a file, and saves nothing of it",
    "services.safeguarding.actions.record.write": "the first half of actions that write theirs",
}
# Views that answer with a file that holds nobody's data.
FILES_WITHOUT_TRACE = {
    "services.views.imports.import_example": "an example of nobody",
}
# Entries by the site itself or by trials, which no organisation's trail shows.
NOT_IN_THE_PRODUCT = ("rco_network/management/trials/",)


def trees(*folders):
    for wing in WINGS:
        for path in sorted((ROOT / wing).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            if "migrations" in path.parts or place.startswith(NOT_IN_THE_PRODUCT):
                continue
            if not folders or set(folders) & set(path.parts):
                yield path, ast.parse(path.read_text())


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def functions(tree):
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def called(node):
    """Every name beneath a node: what is called, or given away to be called (attempt)."""
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} | {
        n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)
    }


def traces(node):
    return any(
        isinstance(n, ast.Call)
        and isinstance(n.func, ast.Attribute)
        and n.func.attr in TRACES
        and isinstance(n.func.value, ast.Name)
        and n.func.value.id in ("audit", "trail")
        for n in ast.walk(node)
    )


def leaves_a_trace(name, known, seen=frozenset()):
    """Whether a function writes an entry, itself or through functions of its own file."""
    node = known.get(name)
    if node is None or name in seen:
        return False
    return traces(node) or any(
        leaves_a_trace(other, known, seen | {name}) for other in called(node) & set(known)
    )


def test_every_action_by_somebody_is_in_the_trail():
    silent = []
    everywhere = {}
    for _, tree in trees("actions"):
        everywhere |= functions(tree)
    for path, tree in trees("actions"):
        known = functions(tree)
        for name, node in known.items():
            has_actor = "by" in {a.arg for a in node.args.kwonlyargs}
            if name.startswith("_") or not has_actor:
                continue
            if not leaves_a_trace(name, everywhere | known):
                silent.append(f"{name_of(path)}.{name}")
    assert sorted(silent) == sorted(WITHOUT_TRACE)


def test_every_file_that_goes_out_is_in_the_trail():
    silent = []
    actions = {}
    for _, tree in trees("actions"):
        actions |= functions(tree)
    for path, tree in trees("views"):
        known = functions(tree)
        for name, node in known.items():
            if name.startswith("_"):
                continue
            reached = [node, *(known[n] for n in called(node) & set(known))]
            sends = any(
                "attachment" in called(one) or "Content-Disposition" in ast.unparse(one)
                for one in reached
            )
            if sends and not leaves_a_trace(name, actions | known):
                silent.append(f"{name_of(path)}.{name}")
    assert sorted(silent) == sorted(FILES_WITHOUT_TRACE)


def written_actions():
    """Yield (place, action) of every entry in the code; parts that are computed become "*"."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            target = node.func.value
            is_door = node.func.attr in ("record", "of_person") and node.args
            if not (is_door and isinstance(target, ast.Name) and target.id in ("audit", "trail")):
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield name_of(path), str(first.value)
            elif isinstance(first, ast.JoinedStr):
                parts = (p.value if isinstance(p, ast.Constant) else "*" for p in first.values)
                yield name_of(path), "".join(map(str, parts))


def test_every_entry_has_its_sentence():
    found = list(written_actions())
    assert len(found) > 40
    ends = [(place, action) for place, action in found if action.startswith("*")]
    missing = {action for _, action in found if "*" not in action and action not in ACTIONS}
    missing |= {a for _, a in ends if not any(known.endswith(a[1:]) for known in ACTIONS)}
    assert missing == set()


def test_nothing_writes_beside_the_one_door():
    beside = [
        name_of(path)
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and "AuditEvent" in ast.unparse(node.func)
        if not any(reads in ast.unparse(node) for reads in ("filter(", "for_organisation("))
    ]
    assert set(beside) == {"rco_network.core.audit"}


def test_every_sentence_and_record_is_somebodys():
    from django.apps import apps

    known = {model._meta.label_lower for model in apps.get_models()}
    assert set(RECORDS) <= known
