"""Codes that the database keeps and cannot read: what a matter is about says who somebody is."""

from typing import Any

from rco_network.core.encryption import EncryptedTextField, UnreadableText

from ..enums import PartyRole
from ..reference.outcomes import OUTCOMES
from ..reference.subjects import TIER_1, TIER_2


def subject_choices() -> list[tuple[str, str]]:
    """Return every subject of both tiers, code and words."""
    return [*TIER_1.items(), *TIER_2.items()]


def outcome_choices() -> list[tuple[str, str]]:
    """Return every outcome, code and words."""
    return [(code, name) for code, (name, _) in OUTCOMES.items()]


def role_choices() -> list[tuple[str, Any]]:
    """Return every role of somebody else in a matter."""
    return list(PartyRole.choices)


class Subjects(tuple[str, ...]):
    """Codes of subjects; as text, their names."""

    def __str__(self) -> str:
        names = {**TIER_1, **TIER_2}
        return ", ".join(names.get(code, code) for code in self)


class SubjectsField(EncryptedTextField):
    """One or a few subjects, sealed as one text. All of usual number look alike (32 bytes)."""

    description = "Subjects of advice, encrypted"
    # For the type checker: it takes a tuple of codes where a TextField takes a text.
    _pyi_private_set_type: Any

    def to_text(self, value: Any) -> str:
        return value if isinstance(value, str) else " ".join(value)

    def from_text(self, text: str) -> Subjects:
        return Subjects(text.split())

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, Subjects | UnreadableText):
            return value
        return Subjects(value.split() if isinstance(value, str) else value)

    def get_prep_value(self, value: Any) -> Any:
        return value

    def formfield(self, **kwargs: Any) -> None:
        return None
