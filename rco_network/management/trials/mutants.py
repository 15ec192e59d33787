"""Small faults put into the rules that protect people, to see whether a test notices each."""

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from rco_network.management.local.progress import Refusal
from rco_network.management.local.state import ROOT

from .trial import Line, Place, Verdict

LEAST_KILLED = 0.9
LEAST_PATIENCE = 60
NEVER_COPIED = (".venv", ".git", ".local", ".mypy_cache", ".pytest_cache", ".ruff_cache")


def _permissions(path: str, wide: str) -> dict[str, tuple[str, ...]]:
    own = "tests/" + path.removeprefix("rco_network/").replace(
        "permissions.py", "test_permissions.py"
    )
    return {path: (f"tests/test_who_may.py {own}", wide)}


# What is mutated, and the tests that are its specification. Those of the second place, which
# take minutes, are asked only of what those of the first leave.
TARGETS: dict[str, dict[str, tuple[str, ...]]] = {
    "permissions": (
        _permissions("organisations/permissions.py", "tests/organisations")
        | _permissions(
            "services/permissions.py",
            "tests/services/test_people.py tests/services/test_services.py "
            "tests/services/test_loggers.py tests/services/test_register.py "
            "tests/services/test_safe_contact.py tests/services/test_restricted.py "
            "tests/services/imports",
        )
        | _permissions("services/safeguarding/permissions.py", "tests/services/safeguarding")
        | _permissions(
            "services/data_rights/permissions.py",
            "tests/services/data_rights tests/reports/test_packs.py",
        )
        | _permissions("services/referrals/permissions.py", "tests/services/referrals")
        | _permissions("services/esol/permissions.py", "tests/services/esol")
        | _permissions("services/advice/permissions.py", "tests/services/advice")
        | {
            "services/supplementary/permissions.py": (
                "tests/test_who_may.py",
                "tests/services/supplementary",
            )
        }
        | _permissions("services/volunteering/permissions.py", "tests/services/volunteering")
        | _permissions("outcomes/permissions.py", "tests/outcomes")
        | _permissions("funding/permissions.py", "tests/funding")
        | _permissions(
            "rco_network/reports/permissions.py",
            "tests/reports/test_views.py tests/reports/test_kinds.py "
            "tests/reports/test_returns.py tests/reports/test_answers.py "
            "tests/reports/test_layouts.py tests/reports/test_own_figures.py",
        )
    ),
    "suppression": {
        f"rco_network/core/disclosure/{name}.py": ("tests/core/disclosure",)
        for name in ("policy", "tables", "linked", "readers", "rooms", "solving", "editions")
    }
    | {
        "rco_network/core/disclosure/shares.py": (
            "tests/core/disclosure",
            "tests/outcomes/test_results.py tests/outcomes/test_change.py",
        ),
        "rco_network/reports/figures/across.py": (
            "tests/reports/test_rounding.py",
            "tests/reports/test_views.py tests/reports/test_figures.py "
            "tests/reports/test_own_figures.py tests/reports/test_laid.py",
        ),
        "rco_network/reports/earlier.py": (
            "tests/reports/test_earlier.py tests/reports/test_rounding.py "
            "tests/reports/test_views.py",
            "tests/reports/test_kinds.py",
        ),
    },
    "jobs": {
        f"rco_network/core/jobs/{name}.py": (
            "tests/core/test_jobs.py",
            "tests/core/test_jobs_real.py",
        )
        for name in ("moves", "run", "asking")
    },
    "erasure": {
        f"services/actions/{name}.py": (
            "tests/services/test_erasure.py tests/services/test_retention_run.py",
            "tests/services/test_erasure_real.py",
        )
        for name in ("erasure", "coarsening")
    },
}
_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


# What can be changed, and what can be left out.
_KINDS = (
    (ast.Compare, ast.BoolOp, ast.If, ast.IfExp, ast.Return, ast.Constant),
    (ast.Expr, ast.Raise),
)


@dataclass(frozen=True)
class Mutant:
    """One file with one fault in it."""

    area: str
    path: str
    line: int
    what: str
    source: str
    tests: tuple[str, ...]
    """What would notice it, the quickest first: each a list of files and folders."""


def options(parser: argparse.ArgumentParser) -> None:
    """Add what the trial can be asked for."""
    parser.add_argument("--most", type=int, default=60, help="at most so many faults an area (60)")
    parser.add_argument("--area", choices=sorted(TARGETS), help="only one of the four areas")
    parser.add_argument("--seed", type=int, default=1, help="decides which, where there are more")
    parser.add_argument("--at-once", type=int, default=2, help="so many copies side by side (2)")


def run(place: Place) -> Verdict:
    """Puts one fault after another into copies of the project and runs the tests of each place."""
    areas = [place.options.area] if place.options.area else list(TARGETS)
    rng = random.Random(place.options.seed)  # noqa: S311 (which faults, not a secret)
    chosen = [m for area in areas for m in some(rng, mutants_of(area), place.options.most)]
    copies: Queue[Path] = Queue()
    for number in range(place.options.at_once):
        copies.put(copy_of_project(place.folder / f"copy-{number}"))
    left = chosen
    for turn in range(max(len(mutant.tests) for mutant in chosen)):
        noticed = tried(place, [m for m in left if turn < len(m.tests)], turn, copies)
        left = [mutant for mutant in left if mutant not in noticed]
    return verdict(areas, [(mutant, mutant not in left) for mutant in chosen])


def tried(place: Place, mutants: list[Mutant], turn: int, copies: "Queue[Path]") -> list[Mutant]:
    """Return those that their tests of this turn notice."""
    patience = {tests: sound(tests, copies) for tests in sorted({m.tests[turn] for m in mutants})}
    done = 0

    def attempt(mutant: Mutant) -> bool:
        nonlocal done
        folder = copies.get()
        try:
            tests = mutant.tests[turn]
            return is_noticed(mutant, tests, folder, patience[tests])
        finally:
            copies.put(folder)
            done += 1
            place.say(f"{done} of {len(mutants)} faults tried, turn {turn + 1}")

    with ThreadPoolExecutor(place.options.at_once) as threads:
        found = list(threads.map(attempt, mutants))
    return [mutant for mutant, is_found in zip(mutants, found, strict=True) if is_found]


def verdict(areas: list[str], tried: list[tuple[Mutant, bool]]) -> Verdict:
    lines, said = [], []
    for area in areas:
        mine = [noticed for mutant, noticed in tried if mutant.area == area]
        share = sum(mine) / len(mine) if mine else 0.0
        found = f"{sum(mine)} of {len(mine)} ({share:.0%})"
        lines.append(
            Line(f"faults noticed: {area}", found, f"≥ {LEAST_KILLED:.0%}", share >= LEAST_KILLED)
        )
        said.append(f"{area} {found}")
    left = [f"{m.path}:{m.line} {m.what}" for m, noticed in tried if not noticed]
    return Verdict(lines, f"Faults that a test noticed: {'; '.join(said)}.", left)


def some(rng: random.Random, found: list[Mutant], most: int) -> list[Mutant]:
    return found if len(found) <= most else rng.sample(found, most)


def mutants_of(area: str) -> list[Mutant]:
    """Return every fault that can be put into the files of an area."""
    return [
        Mutant(area, path, line, what, source, tests)
        for path, tests in TARGETS[area].items()
        for line, what, source in faults(ast.parse((ROOT / path).read_text()))
    ]


def faults(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Yield (line, what was done, source) with one node of the module changed each time."""
    classes = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    # How a class is made (frozen, with slots) is no behaviour.
    made = {id(n) for one in classes for how in one.decorator_list for n in ast.walk(how)}
    for index, plain in enumerate(ast.walk(tree)):
        for choice, kinds in enumerate(_KINDS):
            if not isinstance(plain, kinds) or id(plain) in made:
                continue
            fresh = copy.deepcopy(tree)
            node = list(ast.walk(fresh))[index]
            if what := change(node, fresh, choice):
                yield (
                    getattr(node, "lineno", 0),
                    what,
                    ast.unparse(ast.fix_missing_locations(fresh)),
                )


def change(node: ast.AST, tree: ast.Module, choice: int) -> str:
    """Put a fault into this node; return it in words, "" where there is none of this kind."""
    if choice == 1:
        return take_out(node, tree)
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _OPPOSITE:
        was = type(node.ops[0])
        node.ops[0] = _OPPOSITE[was]()
        return f"{was.__name__} became {_OPPOSITE[was].__name__}"
    if isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return "and and or changed places"
    if isinstance(node, ast.If | ast.IfExp):
        node.test = ast.UnaryOp(ast.Not(), node.test)
        return "a condition was turned round"
    if isinstance(node, ast.Return) and node.value is not None:
        value = node.value.value if isinstance(node.value, ast.Constant) else node.value
        if value is None or value is False:
            return ""  # False is turned round; who asks for a truth takes None for it
        node.value = ast.Constant(None)
        return "None is returned"
    if isinstance(node, ast.Constant):
        return change_constant(node)
    return ""


def change_constant(node: ast.Constant) -> str:
    if isinstance(node.value, bool):
        node.value = not node.value
    elif isinstance(node.value, int):
        node.value = node.value + 1
    else:
        return ""
    return f"a constant became {node.value}"


def take_out(node: ast.AST, tree: ast.Module) -> str:
    """Leave out a call whose value nobody uses, or a raise. A line of the log is not behaviour."""
    is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    said = ast.unparse(node)
    if not (is_call or isinstance(node, ast.Raise)) or said.startswith("logger."):
        return ""
    for parent in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(parent, name, None)
            if isinstance(block, list) and node in block:
                block[block.index(node)] = ast.copy_location(ast.Pass(), node)
                return f"left out: {said[:60]}"
    return ""


def copy_of_project(folder: Path) -> Path:
    """Copy what is in the project's folder, with its own state and the same packages."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NEVER_COPIED), symlinks=True)
    return folder


def sound(tests: str, copies: "Queue[Path]") -> float:
    """Return the seconds after which these tests will not end any more.

    Raises Refusal where they fail without any fault: they would notice everything.
    """
    folder = copies.get()
    started = time.monotonic()
    try:
        if fails(tests, folder, None):
            raise Refusal(f"These tests fail without a fault of ours: {tests}")
    finally:
        copies.put(folder)
    return LEAST_PATIENCE + 3 * (time.monotonic() - started)


def is_noticed(mutant: Mutant, tests: str, folder: Path, patience: float) -> bool:
    """Whether one of these tests fails, breaks or never ends with the fault in it."""
    target = folder / mutant.path
    whole = target.read_text()
    target.write_text(mutant.source)
    try:
        return fails(tests, folder, patience)
    finally:
        target.write_text(whole)


def fails(tests: str, folder: Path, patience: float | None) -> bool:
    env = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE", "REDIS", "DJANGO"))}
    env["RCO_STATE"] = str(folder / "state")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider"]
    try:
        done = subprocess.run(
            [*command, *tests.split()], cwd=folder, env=env, capture_output=True, timeout=patience
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0
