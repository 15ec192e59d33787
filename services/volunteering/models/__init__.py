from .check_in import CheckIn
from .expense import Expense
from .hourly_rate import HourlyRate
from .role import VolunteerRole
from .rota import Assignment, Shift
from .stint import Stint
from .vetting import Check, Reference, Training
from .volunteer import RoleHeld, StateChange, Volunteer

__all__ = [
    "Assignment",
    "Check",
    "CheckIn",
    "Expense",
    "HourlyRate",
    "Reference",
    "RoleHeld",
    "Shift",
    "StateChange",
    "Stint",
    "Training",
    "Volunteer",
    "VolunteerRole",
]
