"""What councils are asked about resettled people: theme and data item, in the source's words.

From training-resetuk.org, integration and resettlement evaluation, as read in November 2026.
"""

FIELDS: tuple[tuple[str, str], ...] = (
    ("English language", "ESOL level"),
    ("English language", "Class attendance start date"),
    ("English language", "Average weekly hours of formal provision"),
    ("English language", "Average weekly hours of informal provision"),
    ("English language", "Barriers to attending"),
    ("English language", "Access to ESOL funding"),
    ("Education", "Unique Pupil Number of each child registered in school"),
    ("Education", "Educational attendance and barriers to attending"),
    ("Education", "Non-ESOL training or education for adults"),
    ("Employment", "Economic status"),
    ("Employment", "Time from arrival to first employment"),
    ("Employment", "Barriers to securing a job"),
    ("Employment", "Type of contract"),
    ("Health", "GP registration"),
    ("Health", "Dentist registration"),
    ("Health", "Number of visits"),
    ("Health", "Self-reported health"),
    ("Social bridges and bonds", "Volunteering"),
    ("Social bridges and bonds", "Participation in a group, club or organisation"),
    ("Social bridges and bonds", "Perceptions of local community cohesion"),
    ("Secondary migration", "Moves from first assigned accommodation"),
    ("Secondary migration", "Reasons for moving"),
)
