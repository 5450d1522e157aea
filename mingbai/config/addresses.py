"""Every address there is: the API's below /api/v1, all others the console's; who answers what none of them does."""

from django.urls import include, path

handler400 = "mingbai.web.errors.views.unreadable"
handler403 = "mingbai.web.errors.views.forbidden"
handler404 = "mingbai.web.errors.views.not_there"
handler500 = "mingbai.web.errors.views.broken"

urlpatterns = [
    path("api/v1/", include("mingbai.api.urls")),
    path("", include("mingbai.api.watching.urls")),
    path("", include("mingbai.web.urls")),
]
