"""The addresses of those who watch the machine."""

from django.urls import path

from mingbai.api.watching.views import metrics, ready

urlpatterns = [path("ready", ready, name="ready"), path("metrics", metrics, name="metrics")]
