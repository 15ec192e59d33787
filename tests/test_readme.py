"""The README is true where a test can tell."""

from pathlib import Path

from organisations.enums import RIGHTS_OF, RIGHTS_OF_DUTY, Duty, Right, Role

from .test_architecture import ROOMS, WINGS

README = (Path(__file__).resolve().parent.parent / "README.md").read_text()


def roles_table():
    """The table of roles and rights as the README has it, made from the one in the code."""
    columns = {str(Role(r).label): rights for r, rights in RIGHTS_OF.items()}
    columns |= {f"*{Duty(d).label}*": rights for d, rights in RIGHTS_OF_DUTY.items()}
    lines = ["| may | " + " | ".join(columns) + " |"]
    lines.append("|---|" + "---|" * len(columns))
    for right in Right:
        marks = ("yes" if right in rights else "" for rights in columns.values())
        lines.append(f"| {right.label} | " + " | ".join(marks) + " |")
    return "\n".join(line.replace("|  |", "| |").replace("|  |", "| |") for line in lines)


def test_it_opens_with_the_two_commands():
    opening = README[:900]
    assert "python3 manage.py up" in opening
    assert "python3 manage.py test" in opening


def test_roles_and_rights_are_those_of_the_code():
    assert roles_table() in README, "Put this into the README:\n" + roles_table()


def test_import_order_is_the_one_that_is_held():
    assert " ← ".join(wing for wing in WINGS[:-1] if wing not in ROOMS) in README
