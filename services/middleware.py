"""What a phone holds of somebody goes when they sign out, or when somebody else signs in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from rco_network.core.middleware import PHONE_OF

from .phone_key import name_of, person_of, take_back


class ForgetOnPhones:
    """Looks only at browsers that were given a key for entries kept without a line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        whose = request.COOKIES.get(PHONE_OF)
        if not whose:
            return self.get_response(request)
        was_in, name = request.user.is_authenticated, name_of(request)
        response = self.get_response(request)
        is_in = request.user.is_authenticated
        if was_in and not is_in:
            # Signed out by hand: core.middleware clears the stores.
            take_back(response, name)
        elif is_in and person_of(request.user.pk or 0) != whose:
            take_back(response, "")
            response.headers["Clear-Site-Data"] = '"storage"'
        return response
