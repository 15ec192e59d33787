from .attribution_rule import AttributionRule
from .award import Award
from .budget_line import BudgetLine
from .return_due import ReturnDue
from .return_schedule import ReturnSchedule
from .spending import OtherMoney, Spending

__all__ = [
    "AttributionRule",
    "Award",
    "BudgetLine",
    "OtherMoney",
    "ReturnDue",
    "ReturnSchedule",
    "Spending",
]
