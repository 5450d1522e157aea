"""Every address of the console, by name; who may open it stands in `access.py`."""

from django.urls import path

from mingbai.web.doors import views as doors
from mingbai.web.pages import page
from mingbai.web.today import views as today

handler400 = "mingbai.web.errors.views.unreadable"
handler403 = "mingbai.web.errors.views.forbidden"
handler404 = "mingbai.web.errors.views.not_there"
handler500 = "mingbai.web.errors.views.broken"

urlpatterns = [
    path("health", doors.health, name="health"),
    path("enter", doors.enter, name="enter"),
    path("look", doors.look, name="look"),
    page("", today.tasks, name="today"),
]
