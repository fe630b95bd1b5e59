"""Addresses of the permits room: the applicant's side and the desks' side."""

from . import urls_desk, urls_form

app_name = "permits"
urlpatterns = [*urls_form.urlpatterns, *urls_desk.urlpatterns]
