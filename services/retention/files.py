"""What files of old records leave behind."""

from rco_network.core.personal_data import STAYS, declare, identifies, who

declare(
    "services.fileimport",
    plain="id organisation uuid created_at family size sha256 state encoding encoding_choices "
    "new_groups_service new_groups_start needs_mapping check_round leaves_out_refused saved_rows "
    "saved_at history_id undone_at job",
    purpose="services",
    period="uploaded_file",
    remark="Names stand in the file as it came, so that it goes whole and for everybody.",
    name=identifies("What the file was called.", goes=STAYS, period="as_long_as_taken_part"),
    content=identifies("The file, until it is saved or thrown away."),
    check_result=identifies("What would be saved."),
    refusals=identifies("Which cells could not be read."),
    mapping=identifies("Which column is which, and what words in the file mean."),
    because=identifies("Why days of an issued report are changed, until the file is saved."),
    answers=identifies("Who of the file is somebody known already."),
    fates=identifies("What becomes of the first rows."),
    problem=identifies("Why the file could not be read."),
    uploaded_by=who(),
    undone_by=who(),
)
declare("services.importedrows", plain="id organisation file_import record_type kind ids was")
declare("services.importmapping", plain="id organisation family headings mapping said_at")
