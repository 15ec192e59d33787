"""accounts/…: what allauth has no page for."""

from django.urls import path

from .views import kept, language, second_step, sessions

urlpatterns = [
    path("second-step/", second_step.second_step, name="second-step"),
    path("second-step/picture.svg", second_step.picture, name="second-step-picture"),
    path("second-step/done/", second_step.done, name="second-step-done"),
    path("language/", language.choose_language, name="language"),
    path("still-here/", kept.still_here, name="still-here"),
    # In the place of allauth's page, and under its name.
    path("sessions/", sessions.sessions, name="usersessions_list"),
    path("sessions/<int:pk>/end/", sessions.session_end, name="session-end"),
]
