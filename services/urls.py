from django.urls import URLPattern, URLResolver, path

from .views import registers

urlpatterns: list[URLPattern | URLResolver] = [
    path("groups/<uuid:uuid>/register/", registers.register, name="register"),
    path("sessions/<uuid:uuid>/register/", registers.session_register, name="session-register"),
]
