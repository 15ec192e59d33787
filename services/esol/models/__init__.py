from .assessment import Assessment
from .circumstances import Circumstances
from .class_level import ClassLevel
from .course import Course, Learner
from .exam import ExamEntry
from .review import Review, ReviewInterval
from .target import Target

__all__ = [
    "Assessment",
    "Circumstances",
    "ClassLevel",
    "Course",
    "ExamEntry",
    "Learner",
    "Review",
    "ReviewInterval",
    "Target",
]
