"""The trail's words for offers from the work and for stories. None says what was written."""

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
