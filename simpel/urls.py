"""Every address of the site, room by room. Addresses people see are Indonesian."""

from django.urls import include, path

urlpatterns = [
    path("", include("simpel.ui.urls")),
    path("", include("simpel.portal.urls")),
    path("", include("simpel.people.urls")),
    path("", include("simpel.notices.urls")),
    path("", include("simpel.letters.urls")),
    path("", include("simpel.advice.urls")),
    path("", include("simpel.figures.urls")),
    path("", include("simpel.travel.urls")),
    path("", include("simpel.permits.urls")),
    path("", include("simpel.whereabouts.urls")),
]

handler400 = "simpel.ui.errors.bad_request"
handler403 = "simpel.ui.errors.forbidden"
handler404 = "simpel.ui.errors.not_found"
handler429 = "simpel.ui.errors.too_many"
handler500 = "simpel.ui.errors.server_error"
