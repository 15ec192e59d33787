"""The trail of advice in plain words. None says what a matter is about, nor whose it is."""

from django.utils.translation import gettext_noop as _

from organisations.reference.trail_words import add_words

add_words(
    actions={
        "enquiry logged": _("logged an enquiry"),
        "matter asked for": _("asked to open an advice matter"),
        "matter opened": _("opened an advice matter"),
        "matter refused": _("did not take an advice matter on"),
        "matter closed": _("closed an advice matter"),
        "matter reopened": _("opened an advice matter again"),
        "matter advisers named": _("said who works on an advice matter"),
        "matter step written": _("wrote a step in an advice matter"),
        "matter deadline set": _("set a deadline in an advice matter"),
        "matter deadline met": _("ticked off a deadline in an advice matter"),
        "matter document listed": _("listed a document in an advice matter"),
        "matter document moved": _("said where a document of an advice matter is"),
        "matter party added": _("added somebody else to an advice matter"),
        "matter outcome recorded": _("recorded what came of an advice matter"),
        "matter outcome removed": _("took back an outcome of an advice matter"),
        "conflict checked": _("looked for a conflict of interest"),
        "conflict decided": _("decided on a conflict of interest"),
        "work refused": _("was refused work above their registration"),
        "registration recorded": _("recorded an adviser’s registration"),
        "registration removed": _("took an adviser’s registration away"),
        "exemption recorded": _("recorded why the levels of advisers do not apply"),
        "exemption ended": _("ended an exemption from the levels of advisers"),
        "guard rule changed": _("changed what a level of adviser may do"),
        "guard rule added": _("added a line on what a level of adviser may do"),
    },
    records={
        "advice.enquiry": _("Enquiry"),
        "advice.matter": _("Advice matter"),
        "advice.matteradviser": _("Named adviser"),
        "advice.step": _("Step in an advice matter"),
        "advice.deadline": _("Deadline in an advice matter"),
        "advice.document": _("Document of an advice matter"),
        "advice.thirdparty": _("Somebody else in an advice matter"),
        "advice.matteroutcome": _("Outcome of advice"),
        "advice.conflictcheck": _("Check for a conflict of interest"),
        "advice.adviserregistration": _("Adviser’s registration"),
        "advice.exemption": _("Exemption from the levels of advisers"),
        "advice.guardrule": _("What a level of adviser may do"),
    },
)
