"""A phone that was handed over opens the questions, and nothing of who signed in on it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .borrowed import ANSWERING, is_handed_over


class StayWithTheQuestions:
    """Whatever else is asked for leads back to the questions, until somebody proves who they are.

    Signing out is open: it only closes doors. So is the question whether one is signed in, which
    pages ask by themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_handed_over(request) or request.path.startswith(ANSWERING):
            return self.get_response(request)
        if request.path == reverse("still-here"):
            return self.get_response(request)
        if request.method == "POST" and request.path == reverse("account_logout"):
            return self.get_response(request)
        return redirect("answering")
