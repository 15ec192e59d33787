"""What becomes of issued reports on the way to their readers, in the words of the trail."""

from organisations.reference.trail_words import add_words

add_words(
    actions={
        "own figure added": "composed a figure",
        "own figure removed": "removed a composed figure",
        "layout added": "made a layout for reports",
        "layout changed": "changed a layout for reports",
        "layout removed": "removed a layout for reports",
        "edition accepted": "accepted a report",
        "edition sent back": "sent a report back with a note",
        "edition link sent": "sent somebody a link to a report",
        "edition link withdrawn": "withdrew a link to a report",
        "edition link opened": "opened a report by a link",
        "edition link used": "took a report’s file by a link",
        "dossier asked for": "asked for several reports as one archive",
        "reports asked for": "asked for all reports that are due",
    },
    records={
        "reports.ownfigure": "Composed figure",
        "reports.layout": "Layout for reports",
        "reports.editionlink": "Link to an issued report",
        "reports.dossier": "Several reports as one archive",
    },
)
