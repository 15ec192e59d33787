"""The trail's words for the supplementary school."""

from django.utils.translation import gettext_noop as _

from organisations.reference.trail_words import add_words

ACTIONS = {
    "school.term_kept": _("set up a term of the school"),
    "school.class_kept": _("said what a class of the school is about"),
    "school.scale_kept": _("set up a scale of the school"),
    "school.register_words_opened": _("opened what the register must know of a child"),
    "school.register_words_changed": _("changed what the register must know of a child"),
    "school.carer_kept": _("wrote down a guardian or who may collect a child"),
    "school.carer_removed": _("removed a guardian or who may collect a child"),
    "school.consent_given": _("wrote down what a guardian agreed to"),
    "school.consent_withdrawn": _("wrote down that a guardian took a consent back"),
    "school.mainstream_kept": _("named a child’s day school"),
    "school.mainstream_removed": _("removed the name of a child’s day school"),
    "school.attainment_recorded": _("recorded attainment of a class"),
    "school.quality_kept": _("wrote down evidence for the quality framework"),
}
RECORDS = {
    "supplementary.term": _("Term"),
    "supplementary.schoolclass": _("Class of the school"),
    "supplementary.scale": _("Scale of attainment"),
    "supplementary.child": _("What the register must know of a child"),
    "supplementary.mainstreamschool": _("A child’s day school"),
    "supplementary.carer": _("Guardian, or who may collect"),
    "supplementary.childconsent": _("What a guardian agreed to"),
    "supplementary.attainment": _("Attainment"),
    "supplementary.qualityitem": _("Evidence for the quality framework"),
}
PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "services.group": (("supplementary.schoolclass", "group_id"),)
}

add_words(ACTIONS, RECORDS, parts=PARTS)
