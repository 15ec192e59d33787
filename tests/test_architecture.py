"""The two import orders of the house, read from the syntax trees."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Apps inside a wing, each after its own: a room imports its wing, which never imports it.
ROOMS = (
    "services.safeguarding",
    "services.data_rights",
    "services.referrals",
    "services.esol",
    "services.advice",
    "services.supplementary",
    "services.volunteering",
)
# Left never imports right.
WINGS = (
    "rco_network.core",
    "rco_network.accounts",
    "organisations",
    "services",
    *ROOMS,
    "outcomes",
    "funding",
    "rco_network.reports",
    "rco_network",
)
# Within an app, a file imports only what stands before it; the edge may import everything.
ORDER = (
    "enums",
    "models",
    "permissions",
    "calculations",
    "actions",
    "forms",
    "views",
    "urls",
)
TOP_LEVEL = {
    "manage.py",
    "rco_network",
    "organisations",
    "services",
    "outcomes",
    "funding",
    "templates",
    "static",
    "tests",
    "pyproject.toml",
    "docker-compose.yml",
    "README.md",
    "SECURITY.md",  # for those who run it; where code forges look for it
    "requirements.lock",
    "requirements-dev.lock",
    "Dockerfile",
    "CHANGELOG.md",
    "LICENSE",
}
NOT_NAMES = {"utils.py", "helpers.py", "common.py", "signals.py"}


def modules():
    for wing in ("rco_network", "organisations", "services", "outcomes", "funding"):
        for path in sorted((ROOT / wing).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path):
    """Every module that a file imports, absolutely named, wherever in the file it does so."""
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1]
            module = ".".join([*base, node.module or ""]) if node.level else node.module
            yield module.strip(".")
            yield from (f"{module}.{alias.name}".replace("..", ".") for alias in node.names)


def wing_of(module):
    found = [w for w in WINGS if module == w or module.startswith(w + ".")]
    return max(found, key=len, default=None)


def layer_of(module):
    wing = wing_of(module)
    rest = module.removeprefix(wing).strip(".").split(".")[0] if wing else ""
    return rest if rest in ORDER else None


def test_left_never_imports_right():
    offences = []
    for path in modules():
        name = name_of(path)
        if name in ("rco_network", "rco_network.celery"):
            continue  # every package beneath is loaded through these two; they import no wing
        for module in imports_of(path):
            wing = wing_of(module)
            # The settings and the Celery app are the ground that everything stands on.
            is_ground = module.startswith(("rco_network.settings", "rco_network.celery"))
            if wing is None or is_ground or module == "rco_network":
                continue
            if WINGS.index(wing) > WINGS.index(wing_of(name)):
                offences.append(f"{name} imports {module}")
    assert offences == []


def test_within_an_app_imports_go_one_way():
    offences = []
    for path in modules():
        name = name_of(path)
        layer, wing = layer_of(name), wing_of(name)
        if layer is None or wing == "rco_network":
            continue
        for module in imports_of(path):
            if wing_of(module) != wing or layer_of(module) is None:
                continue
            if ORDER.index(layer_of(module)) > ORDER.index(layer):
                offences.append(f"{name} imports {module}")
    assert offences == []


def test_nothing_is_called_what_says_nothing():
    assert not [p for p in modules() if p.name in NOT_NAMES]


def test_top_level_is_the_plan():
    found = {p.name for p in ROOT.iterdir() if not p.name.startswith(".")}
    found -= {"node_modules", "__pycache__"}
    assert found <= TOP_LEVEL
