"""Uploads stop at a limit while they arrive, so that a huge file fills no disk."""

from typing import Any

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

MOST_BYTES = 20 * 1024 * 1024
_TOO_LARGE = "rco.upload_was_too_large"


def was_too_large(request: Any) -> bool:
    """Whether a file of this request was dropped since it is larger than we take."""
    return _TOO_LARGE in request.META


class LimitedFile(TemporaryFileUploadHandler):
    """Drops a file as soon as it passes the limit; the view asks `was_too_large` and says so.

    The rest of the request is read and thrown away, since a browser shows a broken connection
    where it should show our sentence. Fields that come after the file are lost: put it last.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MOST_BYTES:
            if self.request is not None:
                self.request.META[_TOO_LARGE] = "yes"
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)
