"""The trail in plain words: what each action and each kind of record is called.

Words only: whoever adds an action adds its sentence (tests/test_audit_coverage.py asks for it),
the wings here, a room in its own `trail_words.py` by `add_words`. Each goes on after a name:
"Amina shared a report". Languages whose verbs tell a woman from a man say what was done as a noun
instead, "Amina: a report shared": `did_by` puts name and act together as a language does.
"""

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_noop as _

ACTIONS = {
    # Signing in
    "signed in": _("signed in"),
    "signed out": _("signed out"),
    "sign in failed": _("could not sign in"),
    "code by mail asked": _("asked for a code by mail"),
    "password link asked": _("asked for a link to set a new password"),
    "session ended": _("had a session ended"),
    "second step added": _("added a second step of signing in"),
    "second step removed": _("removed a second step of signing in"),
    "second step later": _("gave a logger more time for the second step"),
    "second step taken away": _("took a lost second step away from a colleague"),
    "paper codes made": _("made new paper codes"),
    "password changed": _("changed their password"),
    "password reset": _("set a new password by mail"),
    "address changed": _("changed their e-mail address"),
    "account erased": _("erased the account of somebody who left"),
    # Colleagues and the directory
    "invitation.made": _("invited somebody"),
    "invitation.sent_again": _("sent an invitation again"),
    "invitation.withdrawn": _("withdrew an invitation"),
    "invitation.accepted": _("accepted an invitation"),
    "staff.role_changed": _("gave a colleague another role"),
    "staff.duties_changed": _("changed what a colleague looks after"),
    "staff.answers_to_changed": _("changed whom a colleague answers to"),
    "staff.ended": _("ended a colleague's access"),
    "organisation.changed": _("changed the organisation's profile"),
    "forum.member_added": _("took a member into the forum"),
    "forum.member_removed": _("ended a membership of the forum"),
    "directory brought in": _("brought in directory entries"),
    "made_for_demonstration": _("made up the demonstration"),
    "glass.broken": _("came in as a visitor, to help"),
    "glass.left": _("ended a visit"),
    "visitor.opened": _("opened a page as a visitor"),
    # People
    "participant added": _("added a participant"),
    "participant changed": _("changed a participant"),
    "household added": _("added a household"),
    "records linked": _("said that two records are of one person"),
    "records told apart": _("said that two records are of two people"),
    "relationship added": _("wrote down who is whose"),
    "relationship removed": _("took a relationship away"),
    "needs changed": _("changed what somebody needs to take part"),
    "record viewed": _("looked at a restricted record"),
    "record restricted": _("restricted a record to named people"),
    "named people changed": _("changed who sees a restricted record"),
    "restriction lifted": _("ended the restriction of a record"),
    "contact details opened": _("opened somebody's contact details"),
    "contact details changed": _("changed somebody's contact details"),
    "note written": _("wrote a note"),
    "note changed": _("changed a note"),
    # The person's own rights, and how long things are kept
    "consent.given": _("wrote down a consent"),
    "consent.withdrawn": _("wrote down that a consent was withdrawn"),
    "consent.worded": _("changed the words of a consent"),
    "request.made": _("wrote down what a person asked about their data"),
    "request.answered": _("answered what a person asked about their data"),
    "limit.lifted": _("lifted a limit on the use of a record"),
    "pack.asked_for": _("asked for everything that is held about a person"),
    "participant erased": _("erased a person"),
    "record held": _("kept a record from being erased"),
    "record no longer held": _("let a record be erased again"),
    "length of keeping set": _("said how long records are kept"),
    "time was over": _("removed what was kept long enough"),
    # Safeguarding; read by nobody but those who read the concern
    "concern raised": _("raised a concern"),
    "concern entry added": _("wrote under a concern"),
    "concern sorted": _("said what kind of harm a concern is about"),
    "concern person named": _("named somebody on a concern"),
    "concern person taken off": _("took somebody off a concern"),
    "concern about a colleague too": _("said that a concern is also about a colleague"),
    "concern closed": _("closed a concern"),
    "concern reopened": _("opened a concern again"),
    "concern handed over": _("handed a concern over"),
    "concern removed": _("removed a concern"),
    # Services, groups, registers
    "registers taken along": _("took the week's registers along on a phone"),
    "mark decided": _("decided which of two marks is right"),
    "service added": _("added a service"),
    "service changed": _("changed a service"),
    "service closed": _("closed a service"),
    "service reopened": _("opened a service again"),
    "service domains set": _("said what a service works towards"),
    "loggers named": _("named the loggers of a group"),
    "group added": _("added a group"),
    "group changed": _("changed a group"),
    "group closed": _("closed a group"),
    "group reopened": _("opened a group again"),
    "room added": _("added a room"),
    "room changed": _("changed a room"),
    "series added": _("said when a group meets"),
    "series changed": _("changed when a group meets"),
    "series ended": _("let a group's pattern end"),
    "session cancelled": _("cancelled a session"),
    "session moved": _("changed day, time, room or leader of one session"),
    "session added": _("added one more session"),
    "session as planned": _("took back what was changed of one session"),
    "closure added": _("added days on which nothing meets"),
    "closure removed": _("removed days on which nothing meets"),
    "calendar feed made": _("made a secret address of their calendar"),
    "calendar feed ended": _("ended the secret address of their calendar"),
    "people enrolled": _("put people on the list of a group"),
    "people left group": _("took people off the list of a group"),
    "register saved": _("saved a register"),
    "days closed": _("issued a report, which closed its days"),
    "closed days corrected": _("corrected something on days of an issued report, with the reason"),
    "waiting list joined": _("put somebody on a waiting list"),
    "waiting list left": _("took somebody off a waiting list"),
    "place offered": _("offered a place in a group"),
    "offer answered": _("wrote down what became of an offer"),
    "offers lapsed": _("let offers of places lapse"),
    "turned away": _("wrote down that somebody was turned away"),
    "absence followed up": _("noted a call after absences"),
    "import uploaded": _("uploaded a file of old records"),
    "import mapped": _("said which column of a file is which"),
    "import undone": _("took back what a file had brought in"),
    "import saved": _("saved old records from a file"),
    "import thrown away": _("threw an uploaded file away"),
    # Outcomes
    "outcome recorded": _("recorded an outcome"),
    "outcome corrected": _("corrected an outcome"),
    # Awards and reports
    "award added": _("added an award"),
    "awards.imported": _("brought in published awards"),
    "return due added": _("added a day on which a report is due"),
    "attribution rule added": _("added a rule of what counts towards an award"),
    "attribution rule changed": _("changed a rule of what counts towards an award"),
    "attribution rule removed": _("removed a rule of what counts towards an award"),
    "report asked for": _("asked for a report"),
    "report made": _("made a report"),
    "report worded": _("wrote the words of a report"),
    "report sent for approval": _("sent a report to a colleague for approval"),
    "report given back": _("gave a report back to its author"),
    "report approved": _("approved a report"),
    "edition issued": _("issued a report"),
    "edition handed on": _("handed a report to its reader"),
    "report downloaded": _("downloaded a report"),
    # Files
    "everything asked for": _("asked for an archive of everything"),
    "file exported": _("took a file out"),
}

# What a record is called, by its model.
RECORDS = {
    "services.participant": _("Participant"),
    "services.household": _("Household"),
    "services.linkdecision": _("Whether two records are one person"),
    "services.relationship": _("Relationship"),
    "services.needs": _("Languages read and access"),
    "safeguarding.concern": _("Concern"),
    "services.service": _("Service"),
    "services.group": _("Group"),
    "services.room": _("Room"),
    "services.series": _("When a group meets"),
    "services.change": _("Change of one session"),
    "services.closure": _("Days on which nothing meets"),
    "services.leader": _("Who leads a group"),
    "services.calendarfeed": _("Secret address of a calendar"),
    "services.enrolment": _("Place in a group"),
    "services.groupstaff": _("Named logger of a group"),
    "services.session": _("Session"),
    "services.attendance": _("Mark on a register"),
    "services.headcount": _("Head count"),
    "services.extra": _("Help to come"),
    "services.sessionnote": _("Note on a session"),
    "services.periodlock": _("Days of an issued report"),
    "services.correction": _("Correction on days of an issued report"),
    "services.waitingplace": _("Place on a waiting list"),
    "services.offer": _("Offer of a place"),
    "services.turnedaway": _("Turned away"),
    "services.followup": _("Call after absences"),
    "services.fileimport": _("File of old records"),
    "services.contactdetails": _("Contact details"),
    "services.note": _("Note"),
    "services.restriction": _("Restriction"),
    "outcomes.outcome": _("Outcome"),
    "outcomes.servicedomain": _("What a service works towards"),
    "funding.award": _("Award"),
    "funding.attributionrule": _("Rule of what counts"),
    "funding.returndue": _("Report due"),
    "reports.report": _("Report"),
    "reports.edition": _("Issued report"),
    "reports.takeout": _("Archive of everything"),
    "organisations.organisation": _("Organisation"),
    "organisations.staffmembership": _("Colleague"),
    "organisations.invitation": _("Invitation"),
    "organisations.identifier": _("Number in a register"),
    "organisations.placeserved": _("Place served"),
    "organisations.languageserved": _("Language served"),
    "organisations.communityserved": _("Community served"),
    "organisations.forummembership": _("Membership of a forum"),
    "organisations.openeddoor": _("Visit"),
}

# Records with a page of their history: the noun in its address, and the model.
PAGES = {
    "participant": "services.participant",
    "household": "services.household",
    "service": "services.service",
    "group": "services.group",
    "session": "services.session",
    "outcome": "outcomes.outcome",
    "award": "funding.award",
    "organisation": "organisations.organisation",
    "colleague": "organisations.staffmembership",
}
# Rows that belong on the page of what they point at, and are not "about" it already.
PARTS = {
    "services.group": (("services.enrolment", "group_id"), ("services.groupstaff", "group_id")),
    "services.session": (
        ("services.attendance", "session_id"),
        ("services.extra", "session_id"),
    ),
}


def add_words(
    actions: dict[str, str],
    records: dict[str, str],
    pages: dict[str, str] | None = None,
    parts: dict[str, tuple[tuple[str, str], ...]] | None = None,
) -> None:
    """Take the words of a room, which its `apps.ready` hands over. A word said twice is refused."""
    for mine, theirs in ((ACTIONS, actions), (RECORDS, records), (PAGES, pages or {})):
        if twice := mine.keys() & theirs.keys():
            raise ValueError(f"Said twice: {', '.join(sorted(twice))}")
        mine.update(theirs)
    for record, rows in (parts or {}).items():
        PARTS[record] = (*PARTS.get(record, ()), *rows)


def record_name(model: str) -> str:
    """Return what a record of this model is called, in the reader's language; else its name."""
    named = RECORDS.get(model)
    return gettext(named) if named else model.rpartition(".")[2].capitalize()


def sentence(action: str) -> str:
    """Return what somebody did; an action without a sentence, as it is."""
    did = ACTIONS.get(action)
    return gettext(did) if did else action.replace(".", ": ").replace("_", " ")


def did_by(who: str, did: str) -> str:
    """Return a line of the trail: who, and what they did (`sentence`), in the reader's language."""
    return pgettext("a line of the trail", "%(who)s %(did)s") % {"who": who, "did": did}
