"""The only fetcher WeasyPrint is ever given. Importing this imports WeasyPrint (seconds, Pango)."""

from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

from .assets import asset


class NoFetch(URLFetcher):
    """Serves the paper's own files from memory and opens nothing: no socket, no file, no data URL.

    WeasyPrint logs a refusal and goes on without the picture or stylesheet.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return one of the paper's own files. Raises AssetRefused for anything else."""
        content, media_type = asset(url)
        return URLFetcherResponse(url, content, {"Content-Type": media_type})

    def open(self, url: Any, data: Any = None, timeout: Any = None) -> URLFetcherResponse:
        """Close the way round `fetch` that urllib's opener offers."""
        return self.fetch(url if isinstance(url, str) else url.full_url)
