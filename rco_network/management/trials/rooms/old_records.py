"""Files of old records: the steps that a file goes through, and what is kept of it."""

from datetime import date

from services.models import FileImport, ImportedRows, ImportMapping, Participant

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind, mark
from ..visitors import MANAGERS

IMPORT = "services.FileImport"

DOORS: dict[str, Door] = {
    **doors_of(
        MANAGERS,
        "an example of nobody, for those who bring files in",
        "import-example-of",
        methods="GET",
        fixed={"target": "people"},
    ),
    **doors_of(MANAGERS, "past records by the manager", "import-columns", of=IMPORT),
    **doors_of(
        MANAGERS,
        "past records by the manager",
        "import-words import-people import-again import-undo",
        of=IMPORT,
        methods="POST",
    ),
}


def lay(world: World, today: date) -> None:
    """Note a row as made by the ground's file, and remember a heading of it."""
    file = world.rows[(IMPORT, world.rco.pk)]
    word = mark(world.name, Kind.IMPORT)
    mapping = {"target": "attendances", "header_row": 1, "places": {"name": 2}, "group": word}
    FileImport.objects.filter(pk=file.pk).update(mapping=mapping, needs_mapping=True)
    person = Participant.objects.for_organisation(world.rco).order_by("pk").first()
    made = ImportedRows.objects.create(
        organisation=world.rco,
        file_import=file,
        record_type="services.participant",
        kind="added",
        ids=[person.pk if person else 0],
    )
    world.keep(made, world.rco)
    remembered = ImportMapping.objects.create(
        organisation=world.rco,
        family="attendances",
        headings="0" * 64,
        mapping={"headings": {"name": word.lower()}},
    )
    world.keep(remembered, world.rco)
