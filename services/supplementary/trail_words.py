"""The trail's words for the supplementary school."""

from organisations.reference.trail_words import add_words

ACTIONS = {
    "school.term_kept": "set up a term of the school",
    "school.class_kept": "said what a class of the school is about",
    "school.scale_kept": "set up a scale of the school",
    "school.register_words_opened": "opened what the register must know of a child",
    "school.register_words_changed": "changed what the register must know of a child",
    "school.carer_kept": "wrote down a guardian or who may collect a child",
    "school.carer_removed": "removed a guardian or who may collect a child",
    "school.consent_given": "wrote down what a guardian agreed to",
    "school.consent_withdrawn": "wrote down that a guardian took a consent back",
    "school.mainstream_kept": "named a child’s day school",
    "school.mainstream_removed": "removed the name of a child’s day school",
    "school.attainment_recorded": "recorded attainment of a class",
    "school.quality_kept": "wrote down evidence for the quality framework",
}
RECORDS = {
    "supplementary.term": "Term",
    "supplementary.schoolclass": "Class of the school",
    "supplementary.scale": "Scale of attainment",
    "supplementary.child": "What the register must know of a child",
    "supplementary.mainstreamschool": "A child’s day school",
    "supplementary.carer": "Guardian, or who may collect",
    "supplementary.childconsent": "What a guardian agreed to",
    "supplementary.attainment": "Attainment",
    "supplementary.qualityitem": "Evidence for the quality framework",
}
PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "services.group": (("supplementary.schoolclass", "group_id"),)
}

add_words(ACTIONS, RECORDS, parts=PARTS)
