"""What files of old records leave behind."""

from django.utils.translation import gettext_noop as _

from rco_network.core.personal_data import STAYS, declare, identifies, who

declare(
    "services.fileimport",
    plain="id organisation uuid created_at family size sha256 state encoding encoding_choices "
    "new_groups_service new_groups_start needs_mapping check_round leaves_out_refused saved_rows "
    "saved_at history_id undone_at job",
    purpose="services",
    period="uploaded_file",
    remark=_("Names stand in the file as it came, so that it goes whole and for everybody."),
    name=identifies(_("What the file was called."), goes=STAYS, period="as_long_as_taken_part"),
    content=identifies(_("The file, until it is saved or thrown away.")),
    check_result=identifies(_("What would be saved.")),
    refusals=identifies(_("Which cells could not be read.")),
    mapping=identifies(_("Which column is which, and what words in the file mean.")),
    because=identifies(_("Why days of an issued report are changed, until the file is saved.")),
    answers=identifies(_("Who of the file is somebody known already.")),
    fates=identifies(_("What becomes of the first rows.")),
    problem=identifies(_("Why the file could not be read.")),
    uploaded_by=who(),
    undone_by=who(),
)
declare("services.importedrows", plain="id organisation file_import record_type kind ids was")
declare("services.importmapping", plain="id organisation family headings mapping said_at")
