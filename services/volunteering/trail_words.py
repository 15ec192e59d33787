"""What is done with volunteers, in the words of the trail."""

from django.utils.translation import gettext_noop as _

from organisations.reference.trail_words import add_words

add_words(
    actions={
        "volunteer added": _("added a volunteer"),
        "volunteer changed": _("changed a volunteer"),
        "volunteer moved": _("moved a volunteer to another step"),
        "volunteer role added": _("added a role for volunteers"),
        "volunteer role changed": _("changed a role for volunteers"),
        "reference kept": _("wrote down a reference of a volunteer"),
        "check kept": _("wrote down that a volunteer’s check was seen"),
        "check removed": _("took a volunteer’s check away"),
        "training kept": _("wrote down a training of a volunteer"),
        "training removed": _("took a volunteer’s training away"),
        "shifts added": _("added shifts to the rota"),
        "shift changed": _("changed a shift"),
        "shift cancelled": _("cancelled a shift"),
        "shift taken": _("signed up for a shift"),
        "volunteer asked": _("put a volunteer on a shift"),
        "turn changed": _("changed a volunteer’s turn on a shift"),
        "shift swapped": _("took over a shift from another volunteer"),
        "hours logged": _("logged a volunteer’s hours"),
        "hours changed": _("changed a volunteer’s hours"),
        "hours approved": _("approved hours of volunteers"),
        "hours removed": _("took hours of a volunteer away"),
        "expense logged": _("wrote down a volunteer’s expense"),
        "expense changed": _("changed a volunteer’s expense"),
        "expenses approved": _("approved expenses of volunteers"),
        "expenses paid": _("wrote down that expenses were paid"),
        "check in kept": _("wrote down a check-in with a volunteer"),
        "hourly rate stated": _("stated the hourly rate of volunteers’ time"),
        "volunteer reminders sent": _("reminded colleagues of what runs out"),
    },
    records={
        "volunteering.volunteer": _("Volunteer"),
        "volunteering.volunteerrole": _("Role of volunteers"),
        "volunteering.roleheld": _("Role agreed with a volunteer"),
        "volunteering.statechange": _("Step of a volunteer"),
        "volunteering.reference": _("Reference of a volunteer"),
        "volunteering.check": _("Check seen of a volunteer"),
        "volunteering.training": _("Training of a volunteer"),
        "volunteering.shift": _("Shift"),
        "volunteering.assignment": _("Volunteer’s turn on a shift"),
        "volunteering.stint": _("Hours of a volunteer"),
        "volunteering.expense": _("Expense of a volunteer"),
        "volunteering.checkin": _("Check-in with a volunteer"),
        "volunteering.hourlyrate": _("Hourly rate of volunteers’ time"),
    },
)
