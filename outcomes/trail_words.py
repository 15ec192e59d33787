"""The trail's words for offers from the work, stories, questionnaires and frameworks.

None says what was written.
"""

from django.utils.translation import gettext_noop as _

from organisations.reference.trail_words import add_words

add_words(
    actions={
        "offer put aside": _("said that something from the work is not an outcome"),
        "offer offered again": _("let something from the work be offered as an outcome again"),
        "story written": _("wrote down a story"),
        "story changed": _("changed a story"),
        "story let stay": _("said why something may stay in a story"),
        "story checked": _("looked a story through for what could tell who somebody is"),
        "story consent given": _("wrote down for what a story may be used"),
        "story consent withdrawn": _("took back for what a story may be used"),
        "story taken back": _("took a story back for somebody, with its words and files"),
        "story file added": _("added a picture or a recording to a story"),
        "story file opened": _("opened a picture or a recording of a story"),
        "story file removed": _("removed a picture or a recording of a story"),
        "story used": _("noted where a story is used"),
        "story use removed": _("took a story out of something before it was issued"),
    },
    records={
        "outcomes.offeranswer": _("Answer to an offer from the work"),
        "outcomes.story": _("Story"),
        "outcomes.storytheme": _("Theme of stories"),
        "outcomes.storythemeof": _("Theme of a story"),
        "outcomes.storyconsent": _("Consent to a use of a story"),
        "outcomes.storyuse": _("Where a story is used"),
        "outcomes.storyfile": _("Picture or recording of a story"),
        "outcomes.storyfilecontent": _("Content of a picture or recording"),
        "outcomes.storymaystay": _("What may stay in a story, and why"),
    },
    pages={"story": "outcomes.story"},
    parts={
        "outcomes.story": (
            ("outcomes.storyconsent", "story_id"),
            ("outcomes.storyuse", "story_id"),
            ("outcomes.storyfile", "story_id"),
            ("outcomes.storymaystay", "story_id"),
            ("outcomes.storythemeof", "story_id"),
        )
    },
)

add_words(
    {
        "instrument taken": _("took a questionnaire into use"),
        "instrument made": _("made a questionnaire"),
        "instrument changed": _("changed a questionnaire"),
        "instrument edition made": _("made a new edition of a questionnaire"),
        "instrument closed": _("said that a questionnaire is no longer asked"),
        "wording set": _("wrote a questionnaire in another language"),
        "wave started": _("started asking a questionnaire"),
        "wave closed": _("ended asking a questionnaire"),
        "answers written down": _("wrote down what somebody answered"),
        "answers came": _("received what somebody answered"),
        "answers declined": _("wrote down that somebody did not want to answer"),
        "answers taken back": _("took back what somebody had answered"),
        "answer link made": _("made a link by which somebody answers"),
        "phone handed over": _("handed a phone over to be answered on"),
        "phone handed back": _("took a phone back"),
        "framework made": _("made a framework of the organisation’s own"),
        "framework changed": _("changed a framework of the organisation’s own"),
        "framework mapped": _("said what the domains of a framework mean in the national one"),
        "framework closed": _("closed a framework of the organisation’s own"),
    },
    {
        "outcomes.instrument": _("Questionnaire"),
        "outcomes.question": _("Question of a questionnaire"),
        "outcomes.wording": _("Questionnaire in another language"),
        "outcomes.wave": _("Asking of a questionnaire"),
        "outcomes.ask": _("Who is asked a questionnaire"),
        "outcomes.response": _("Answers to a questionnaire"),
        "outcomes.matchingkey": _("Key of anonymous answers"),
        "outcomes.ownframework": _("Framework of one’s own"),
        "outcomes.owndomain": _("Domain of a framework of one’s own"),
        "outcomes.domainmapping": _("What a domain means in the national framework"),
    },
)
