"""A code typed from paper, and a file to be checked."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rco_network.core.forms import LineField

from ..figures.seal import ALPHABET, LENGTH, read_code

MOST_BYTES = 30 * 1024 * 1024


class CodeForm(forms.Form):
    """The code beside a number, as K7MQ2X-14."""

    code = LineField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("As it is printed beside the number, for example K7MQ2X-14."),
        max_length=20,
        error_messages={"required": gettext_lazy("Type the code that is printed.")},
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        code, _number = read_code(typed)
        if len(code) != LENGTH or any(letter not in ALPHABET for letter in code):
            raise ValidationError(
                _("A code has six letters and digits, a dash and a number: K7MQ2X-14.")
            )
        return typed


class FileForm(forms.Form):
    """The file of a report, as it was received."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("The PDF, CSV or JSON as you received it. It is not kept."),
        error_messages={"required": gettext_lazy("Choose the file.")},
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("Reports have less than 30 MB: this is another file."))
        return file
