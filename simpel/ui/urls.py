from django.urls import path

from simpel.ui import views

app_name = "ui"
urlpatterns = [
    path("bahasa/", views.choose_language, name="language"),
    path("tampilan/", views.choose_theme, name="theme"),
]
