"""Bringing in a file of published grants by the command."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from funding.models import Award
from organisations.models import Organisation
from rco_network.core.tenancy import scope


@pytest.fixture
def bring_in(tmp_path):
    """Run the command on grants, text or bytes; give back what it says."""

    def run(content, *options, name="grants.json"):
        if isinstance(content, list):
            content = json.dumps({"grants": content})
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("import_360giving", path, *options, stdout=out, stderr=err)
        except CommandError as error:
            error.said = err.getvalue() + str(error)
            raise
        return out.getvalue() + err.getvalue()

    return run


@pytest.fixture
def refused(bring_in):
    """The same, where nothing may come in; give back the reasons."""

    def run(content, *options, **more):
        with pytest.raises(CommandError) as caught:
            bring_in(content, *options, **more)
        with scope(installation=True):
            assert not Award.objects.exists()
            assert not Organisation.objects.filter(is_directory_entry=True).exists()
        return caught.value.said

    return run
