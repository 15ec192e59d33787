"""The trail in plain words: what each action and each kind of record is called.

Words only: whoever adds an action adds its sentence (tests/test_audit_coverage.py asks for it),
the wings here, a room in its own `trail_words.py` by `add_words`. Each goes on after a name:
"Amina shared a report".
"""

ACTIONS = {
    # Signing in
    "signed in": "signed in",
    "signed out": "signed out",
    "sign in failed": "could not sign in",
    "code by mail asked": "asked for a code by mail",
    "password link asked": "asked for a link to set a new password",
    "session ended": "had a session ended",
    "second step added": "added a second step of signing in",
    "second step removed": "removed a second step of signing in",
    "second step later": "gave a logger more time for the second step",
    "second step taken away": "took a lost second step away from a colleague",
    "paper codes made": "made new paper codes",
    "password changed": "changed their password",
    "password reset": "set a new password by mail",
    "address changed": "changed their e-mail address",
    "account erased": "erased the account of somebody who left",
    # Colleagues and the directory
    "invitation.made": "invited somebody",
    "invitation.sent_again": "sent an invitation again",
    "invitation.withdrawn": "withdrew an invitation",
    "invitation.accepted": "accepted an invitation",
    "staff.role_changed": "gave a colleague another role",
    "staff.duties_changed": "changed what a colleague looks after",
    "staff.answers_to_changed": "changed whom a colleague answers to",
    "staff.ended": "ended a colleague's access",
    "organisation.changed": "changed the organisation's profile",
    "forum.member_added": "took a member into the forum",
    "forum.member_removed": "ended a membership of the forum",
    "directory brought in": "brought in directory entries",
    "made_for_demonstration": "made up the demonstration",
    "glass.broken": "came in as a visitor, to help",
    "glass.left": "ended a visit",
    "visitor.opened": "opened a page as a visitor",
    # People
    "participant added": "added a participant",
    "participant changed": "changed a participant",
    "household added": "added a household",
    "records linked": "said that two records are of one person",
    "records told apart": "said that two records are of two people",
    "relationship added": "wrote down who is whose",
    "relationship removed": "took a relationship away",
    "needs changed": "changed what somebody needs to take part",
    "record viewed": "looked at a restricted record",
    "record restricted": "restricted a record to named people",
    "named people changed": "changed who sees a restricted record",
    "restriction lifted": "ended the restriction of a record",
    "contact details opened": "opened somebody's contact details",
    "contact details changed": "changed somebody's contact details",
    "note written": "wrote a note",
    "note changed": "changed a note",
    # The person's own rights, and how long things are kept
    "consent.given": "wrote down a consent",
    "consent.withdrawn": "wrote down that a consent was withdrawn",
    "consent.worded": "changed the words of a consent",
    "request.made": "wrote down what a person asked about their data",
    "request.answered": "answered what a person asked about their data",
    "limit.lifted": "lifted a limit on the use of a record",
    "pack.asked_for": "asked for everything that is held about a person",
    "participant erased": "erased a person",
    "record held": "kept a record from being erased",
    "record no longer held": "let a record be erased again",
    "length of keeping set": "said how long records are kept",
    "time was over": "removed what was kept long enough",
    # Safeguarding; read by nobody but those who read the concern
    "concern raised": "raised a concern",
    "concern entry added": "wrote under a concern",
    "concern sorted": "said what kind of harm a concern is about",
    "concern person named": "named somebody on a concern",
    "concern person taken off": "took somebody off a concern",
    "concern about a colleague too": "said that a concern is also about a colleague",
    "concern closed": "closed a concern",
    "concern reopened": "opened a concern again",
    "concern handed over": "handed a concern over",
    "concern removed": "removed a concern",
    # Services, groups, registers
    "registers taken along": "took the week's registers along on a phone",
    "mark decided": "decided which of two marks is right",
    "service added": "added a service",
    "service changed": "changed a service",
    "service closed": "closed a service",
    "service reopened": "opened a service again",
    "service domains set": "said what a service works towards",
    "loggers named": "named the loggers of a group",
    "group added": "added a group",
    "group changed": "changed a group",
    "group closed": "closed a group",
    "group reopened": "opened a group again",
    "room added": "added a room",
    "room changed": "changed a room",
    "series added": "said when a group meets",
    "series changed": "changed when a group meets",
    "series ended": "let a group's pattern end",
    "session cancelled": "cancelled a session",
    "session moved": "changed day, time, room or leader of one session",
    "session added": "added one more session",
    "session as planned": "took back what was changed of one session",
    "closure added": "added days on which nothing meets",
    "closure removed": "removed days on which nothing meets",
    "calendar feed made": "made a secret address of their calendar",
    "calendar feed ended": "ended the secret address of their calendar",
    "people enrolled": "put people on the list of a group",
    "people left group": "took people off the list of a group",
    "register saved": "saved a register",
    "days closed": "issued a report, which closed its days",
    "closed days corrected": "corrected something on days of an issued report, with the reason",
    "waiting list joined": "put somebody on a waiting list",
    "waiting list left": "took somebody off a waiting list",
    "place offered": "offered a place in a group",
    "offer answered": "wrote down what became of an offer",
    "offers lapsed": "let offers of places lapse",
    "turned away": "wrote down that somebody was turned away",
    "absence followed up": "noted a call after absences",
    "import uploaded": "uploaded a file of old records",
    "import mapped": "said which column of a file is which",
    "import undone": "took back what a file had brought in",
    "import saved": "saved old records from a file",
    "import thrown away": "threw an uploaded file away",
    # Outcomes
    "outcome recorded": "recorded an outcome",
    "outcome corrected": "corrected an outcome",
    # Awards and reports
    "award added": "added an award",
    "awards.imported": "brought in published awards",
    "return due added": "added a day on which a report is due",
    "attribution rule added": "added a rule of what counts towards an award",
    "attribution rule changed": "changed a rule of what counts towards an award",
    "attribution rule removed": "removed a rule of what counts towards an award",
    "report asked for": "asked for a report",
    "report made": "made a report",
    "report worded": "wrote the words of a report",
    "report sent for approval": "sent a report to a colleague for approval",
    "report given back": "gave a report back to its author",
    "report approved": "approved a report",
    "edition issued": "issued a report",
    "edition handed on": "handed a report to its reader",
    "report downloaded": "downloaded a report",
    # Files
    "everything asked for": "asked for an archive of everything",
    "file exported": "took a file out",
}

# What a record is called, by its model.
RECORDS = {
    "services.participant": "Participant",
    "services.household": "Household",
    "services.linkdecision": "Whether two records are one person",
    "services.relationship": "Relationship",
    "services.needs": "Languages read and access",
    "safeguarding.concern": "Concern",
    "services.service": "Service",
    "services.group": "Group",
    "services.room": "Room",
    "services.series": "When a group meets",
    "services.change": "Change of one session",
    "services.closure": "Days on which nothing meets",
    "services.leader": "Who leads a group",
    "services.calendarfeed": "Secret address of a calendar",
    "services.enrolment": "Place in a group",
    "services.groupstaff": "Named logger of a group",
    "services.session": "Session",
    "services.attendance": "Mark on a register",
    "services.headcount": "Head count",
    "services.extra": "Help to come",
    "services.sessionnote": "Note on a session",
    "services.periodlock": "Days of an issued report",
    "services.correction": "Correction on days of an issued report",
    "services.waitingplace": "Place on a waiting list",
    "services.offer": "Offer of a place",
    "services.turnedaway": "Turned away",
    "services.followup": "Call after absences",
    "services.fileimport": "File of old records",
    "services.contactdetails": "Contact details",
    "services.note": "Note",
    "services.restriction": "Restriction",
    "outcomes.outcome": "Outcome",
    "outcomes.servicedomain": "What a service works towards",
    "funding.award": "Award",
    "funding.attributionrule": "Rule of what counts",
    "funding.returndue": "Report due",
    "reports.report": "Report",
    "reports.edition": "Issued report",
    "reports.takeout": "Archive of everything",
    "organisations.organisation": "Organisation",
    "organisations.staffmembership": "Colleague",
    "organisations.invitation": "Invitation",
    "organisations.identifier": "Number in a register",
    "organisations.placeserved": "Place served",
    "organisations.languageserved": "Language served",
    "organisations.communityserved": "Community served",
    "organisations.forummembership": "Membership of a forum",
    "organisations.openeddoor": "Visit",
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
    """Return what a record of this model is called; a model without a word, its own name."""
    return RECORDS.get(model) or model.rpartition(".")[2].capitalize()


def sentence(action: str) -> str:
    """Return what somebody did; an action without a sentence, as it is."""
    return ACTIONS.get(action, action.replace(".", ": ").replace("_", " "))
