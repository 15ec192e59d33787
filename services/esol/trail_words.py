"""The trail's words for English classes."""

from organisations.reference.trail_words import add_words

ACTIONS = {
    "english.assessed": "assessed somebody’s English",
    "english.assessment_corrected": "corrected an assessment of English",
    "english.level_set": "said at which level a class is taught",
    "english.course_added": "added an English course",
    "english.course_changed": "changed an English course",
    "english.learners_added": "put people on an English course",
    "english.learner_changed": "changed somebody’s place on an English course",
    "english.target_set": "wrote down a target in English",
    "english.target_moved": "said what became of a target in English",
    "english.reviewed": "reviewed somebody’s progress in English",
    "english.reviews_timed": "said how often progress in English is reviewed",
    "english.exam_entered": "entered somebody for an English exam",
    "english.exam_changed": "wrote down what came of an English exam",
    "english.circumstances_stated": "wrote down what a learner said about getting to class",
}
RECORDS = {
    "esol.assessment": "Assessment of English",
    "esol.classlevel": "Level of a class",
    "esol.course": "English course",
    "esol.learner": "Place on an English course",
    "esol.target": "Target in English",
    "esol.review": "Review of progress",
    "esol.reviewinterval": "How often progress is reviewed",
    "esol.examentry": "Entry for an English exam",
    "esol.circumstances": "What a learner said about getting to class",
}
PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "services.group": (("esol.classlevel", "group_id"), ("esol.course", "group_id")),
}

add_words(ACTIONS, RECORDS, parts=PARTS)
