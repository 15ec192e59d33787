"""The trail's words for English classes."""

from django.utils.translation import gettext_noop as _

from organisations.reference.trail_words import add_words

ACTIONS = {
    "english.assessed": _("assessed somebody’s English"),
    "english.assessment_corrected": _("corrected an assessment of English"),
    "english.level_set": _("said at which level a class is taught"),
    "english.course_added": _("added an English course"),
    "english.course_changed": _("changed an English course"),
    "english.learners_added": _("put people on an English course"),
    "english.learner_changed": _("changed somebody’s place on an English course"),
    "english.target_set": _("wrote down a target in English"),
    "english.target_moved": _("said what became of a target in English"),
    "english.reviewed": _("reviewed somebody’s progress in English"),
    "english.reviews_timed": _("said how often progress in English is reviewed"),
    "english.exam_entered": _("entered somebody for an English exam"),
    "english.exam_changed": _("wrote down what came of an English exam"),
    "english.circumstances_stated": _("wrote down what a learner said about getting to class"),
}
RECORDS = {
    "esol.assessment": _("Assessment of English"),
    "esol.classlevel": _("Level of a class"),
    "esol.course": _("English course"),
    "esol.learner": _("Place on an English course"),
    "esol.target": _("Target in English"),
    "esol.review": _("Review of progress"),
    "esol.reviewinterval": _("How often progress is reviewed"),
    "esol.examentry": _("Entry for an English exam"),
    "esol.circumstances": _("What a learner said about getting to class"),
}
PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "services.group": (("esol.classlevel", "group_id"), ("esol.course", "group_id")),
}

add_words(ACTIONS, RECORDS, parts=PARTS)
