"""What becomes of issued reports on the way to their readers, in the words of the trail."""

from django.utils.translation import gettext_noop as _

from organisations.reference.trail_words import add_words

add_words(
    actions={
        "own figure added": _("composed a figure"),
        "own figure removed": _("removed a composed figure"),
        "layout added": _("made a layout for reports"),
        "layout changed": _("changed a layout for reports"),
        "layout removed": _("removed a layout for reports"),
        "edition accepted": _("accepted a report"),
        "edition sent back": _("sent a report back with a note"),
        "edition link sent": _("sent somebody a link to a report"),
        "edition link withdrawn": _("withdrew a link to a report"),
        "edition link opened": _("opened a report by a link"),
        "edition link used": _("took a report’s file by a link"),
        "dossier asked for": _("asked for several reports as one archive"),
        "reports asked for": _("asked for all reports that are due"),
    },
    records={
        "reports.ownfigure": _("Composed figure"),
        "reports.layout": _("Layout for reports"),
        "reports.editionlink": _("Link to an issued report"),
        "reports.dossier": _("Several reports as one archive"),
    },
)
