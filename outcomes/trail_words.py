"""The trail's words for offers from the work, stories, questionnaires and frameworks.

None says what was written.
"""

from organisations.reference.trail_words import add_words

add_words(
    actions={
        "offer put aside": "said that something from the work is not an outcome",
        "offer offered again": "let something from the work be offered as an outcome again",
        "story written": "wrote down a story",
        "story changed": "changed a story",
        "story let stay": "said why something may stay in a story",
        "story checked": "looked a story through for what could tell who somebody is",
        "story consent given": "wrote down for what a story may be used",
        "story consent withdrawn": "took back for what a story may be used",
        "story taken back": "took a story back for somebody, with its words and files",
        "story file added": "added a picture or a recording to a story",
        "story file opened": "opened a picture or a recording of a story",
        "story file removed": "removed a picture or a recording of a story",
        "story used": "noted where a story is used",
        "story use removed": "took a story out of something before it was issued",
    },
    records={
        "outcomes.offeranswer": "Answer to an offer from the work",
        "outcomes.story": "Story",
        "outcomes.storytheme": "Theme of stories",
        "outcomes.storythemeof": "Theme of a story",
        "outcomes.storyconsent": "Consent to a use of a story",
        "outcomes.storyuse": "Where a story is used",
        "outcomes.storyfile": "Picture or recording of a story",
        "outcomes.storyfilecontent": "Content of a picture or recording",
        "outcomes.storymaystay": "What may stay in a story, and why",
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
        "instrument taken": "took a questionnaire into use",
        "instrument made": "made a questionnaire",
        "instrument changed": "changed a questionnaire",
        "instrument edition made": "made a new edition of a questionnaire",
        "instrument closed": "said that a questionnaire is no longer asked",
        "wording set": "wrote a questionnaire in another language",
        "wave started": "started asking a questionnaire",
        "wave closed": "ended asking a questionnaire",
        "answers written down": "wrote down what somebody answered",
        "answers came": "received what somebody answered",
        "answers declined": "wrote down that somebody did not want to answer",
        "answers taken back": "took back what somebody had answered",
        "answer link made": "made a link by which somebody answers",
        "phone handed over": "handed a phone over to be answered on",
        "phone handed back": "took a phone back",
        "framework made": "made a framework of the organisation’s own",
        "framework changed": "changed a framework of the organisation’s own",
        "framework mapped": "said what the domains of a framework mean in the national one",
        "framework closed": "closed a framework of the organisation’s own",
    },
    {
        "outcomes.instrument": "Questionnaire",
        "outcomes.question": "Question of a questionnaire",
        "outcomes.wording": "Questionnaire in another language",
        "outcomes.wave": "Asking of a questionnaire",
        "outcomes.ask": "Who is asked a questionnaire",
        "outcomes.response": "Answers to a questionnaire",
        "outcomes.matchingkey": "Key of anonymous answers",
        "outcomes.ownframework": "Framework of one’s own",
        "outcomes.owndomain": "Domain of a framework of one’s own",
        "outcomes.domainmapping": "What a domain means in the national framework",
    },
)
