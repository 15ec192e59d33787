"""The quality framework of supplementary schools: levels, the bronze management file, standards.

From the National Resource Centre for Supplementary Education (supplementaryeducation.org.uk) and
ContinYou's overview of its standards (continyou.org.uk), as read in November 2026.
"""

from ..enums import Pack

# Level: what it shows.
LEVELS: dict[str, str] = {
    "Bronze": "All the basic policies and procedures to run safely and effectively; clear "
    "expectations of behaviour. Guided self-assessment, document check, mentor visit",
    "Silver": "Well-organised learning environment: straightforward teaching, record keeping and "
    "resources that support achievement and self-esteem",
    "Gold": "Established systems for consistent quality; written plans and handbooks; regular "
    "management committee; needs, progress and performance assessed and monitored",
    "Special Distinction": "Exceptional all-round quality; an example to others",
}

# What the bronze award's management file holds, by pack. The keys are ours and never change.
DOCUMENTS: dict[str, tuple[str, str]] = {
    "registration-form": (Pack.WELCOME, "Registration form for children"),
    "parent-agreement": (Pack.WELCOME, "Parent/school agreement"),
    "safeguarding-statement": (Pack.WELCOME, "Safeguarding policy statement"),
    "conduct-complaints": (Pack.WELCOME, "Code of conduct and complaints procedure"),
    "e-safety": (Pack.WELCOME, "E-safety policy"),
    "aims": (Pack.WELCOME, "Statement of aims"),
    "registers": (Pack.HANDBOOK, "Registers of attendance"),
    "staff-list": (
        Pack.HANDBOOK,
        "List of staff and volunteers with DBS checks and line management",
    ),
    "role-descriptions": (Pack.HANDBOOK, "Job and role descriptions"),
    "staffing-policy": (Pack.HANDBOOK, "Staffing and volunteer policy"),
    "health-safety": (Pack.HANDBOOK, "Health and safety policy"),
    "risk-assessments": (Pack.HANDBOOK, "Classroom risk assessments"),
    "offsite": (Pack.HANDBOOK, "Offsite procedures"),
    "child-protection": (Pack.HANDBOOK, "Child protection policy"),
    "committee-guide": (Pack.COMMITTEE, "(separate pack)"),
}
STANDARDS: dict[int, str] = {
    1: "Environment",
    2: "Teaching and learning",
    3: "Recording and celebrating achievement",
    4: "Resources",
    5: "Monitoring and evaluation",
    6: "Partnership",
    7: "Stakeholder consultation",
    8: "Staff and volunteer management",
    9: "Safeguarding",
    10: "Financial management",
}
# The quality mark that the framework grew from.
EIGHT_STANDARDS: dict[int, str] = {
    1: "Create an effective learning environment",
    2: "Teach effectively",
    3: "Record progress and achievement",
    4: "Choose the right resources",
    5: "Plan and develop your organisation",
    6: "Select and support staff and volunteers",
    7: "Make sure that children are safe",
    8: "Manage finances",
}

ITEMS: dict[str, tuple[str, str]] = {
    **DOCUMENTS,
    **{f"standard-{n}": (Pack.STANDARDS, f"{n}. {name}") for n, name in STANDARDS.items()},
}
