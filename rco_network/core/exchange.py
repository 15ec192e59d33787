"""How directory lists leave and enter by the pages of the installation (django-import-export).

For small lists only. Cells that a spreadsheet would run are neutralised here: the library's own
setting takes one `=` away and lets `+`, `-` and `@` pass.
"""

from typing import Any, ClassVar

from django.db import models
from import_export import resources
from import_export.admin import ExportMixin, ImportMixin
from import_export.formats.base_formats import CSV, XLSX

from . import audit
from .enums import Purpose
from .spreadsheets import neutralise
from .text import clean_text


def _neutral(dataset: Any) -> Any:
    neutral = dataset.__class__(headers=dataset.headers, title=dataset.title)
    for row in dataset:
        neutral.append([neutralise(cell) for cell in row])
    return neutral


class SafeCSV(CSV):
    """CSV without live formulas."""

    def export_data(self, dataset: Any, **kwargs: Any) -> Any:
        return super().export_data(_neutral(dataset), **kwargs)


class SafeXLSX(XLSX):
    """XLSX without live formulas. Written only: files of strangers are read as CSV."""

    def export_data(self, dataset: Any, **kwargs: Any) -> Any:
        return super().export_data(_neutral(dataset), **kwargs)

    def can_import(self) -> bool:
        return False


class DirectoryResource(resources.ModelResource):
    """Rows are cleaned of what nobody sees, checked by the model, and taken all or not at all."""

    class Meta:
        clean_model_instances = True
        use_transactions = True
        skip_unchanged = True
        report_skipped = True

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Leave the sequences alone: rows bring no ids, and the run-time role may not set them."""

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        """Undo what an export neutralised, so that a list comes back as it left."""
        for name, value in row.items():
            if isinstance(value, str):
                text = clean_text(value)
                row[name] = text[1:] if neutralise(text[1:]) == text else text


class DirectoryExport(ExportMixin):
    """For a ModelAdmin: the list as CSV or XLSX."""

    export_formats = [SafeCSV, SafeXLSX]
    formfield_overrides: ClassVar[Any] = {models.URLField: {"assume_scheme": "https"}}
    skip_export_form = False

    def get_export_data(self, file_format: Any, request: Any, queryset: Any, **kwargs: Any) -> Any:
        """Return the file, and say in the installation's trail that it went out, and of what."""
        data = super().get_export_data(file_format, request, queryset, **kwargs)
        audit.record(
            "file exported",
            by=None,
            user=request.user,
            what=queryset.model._meta.label_lower,
            kind=file_format.get_extension(),
            purpose=Purpose.OWN_RECORDS,
            rows=queryset.count(),
        )
        return data


class DirectoryExchange(ImportMixin, DirectoryExport):
    """For a ModelAdmin: the list out, and back in from CSV.

    Without a step of confirmation, which would leave the file in a temporary folder meanwhile:
    a file with one bad row changes nothing and names the row.
    """

    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
    import_formats = [CSV]
    skip_import_confirm = True
