"""The rule in force, in words that a report prints."""

from django.utils.translation import gettext

from .policy import Policy, Zeros, in_force


def method_text(policy: Policy | None = None) -> tuple[str, ...]:
    """Return the sentences of a report's method that say how numbers of few people are kept back.

    In the active language; true for the given rule, or the installation's.
    """
    rule = policy or in_force()
    said = [
        gettext(
            "To protect people, a number of 1 to %(most)s people is not printed. Other numbers "
            "from which it could be worked out are not printed either; a table in which that is "
            "not enough is left out whole."
        )
        % {"most": rule.most_protected},
    ]
    if rule.zeros is Zeros.PROTECTED:
        said.append(gettext("Zeros in a table are hidden in the same way."))
    if rule.rounding > 1:
        said.append(rounding_note(rule))
    said.append(
        gettext(
            "Percentages are printed only where the numbers behind them may be, and averages only "
            "for %(least)s people or more."
        )
        % {"least": rule.threshold}
    )
    said.append(
        gettext(
            "Before a report is issued it is compared with the reports issued before: no small "
            "group can be found by taking one number away from another."
        )
    )
    return tuple(said)


def hidden_note(policy: Policy | None = None) -> str:
    """Return the note under a table that hides something."""
    rule = policy or in_force()
    return gettext(
        "Some numbers are hidden: numbers of people below %(least)s, and others where one could "
        "be worked out from them."
    ) % {"least": rule.threshold}


def rounding_note(policy: Policy | None = None) -> str:
    """Return the note under a rounded table; "" where the rule does not round."""
    rule = policy or in_force()
    if rule.rounding == 1:
        return ""
    return gettext(
        "Numbers are rounded to the nearest %(base)s, each by itself and each total by itself, so "
        "that rows may not add up to their total."
    ) % {"base": rule.rounding}
