"""Addresses of the room."""

from django.urls import path

from .views import abroad, check_in, crisis, seen

app_name = "whereabouts"
urlpatterns = [
    path("di-luar-negeri/", abroad.abroad, name="abroad"),
    path("di-luar-negeri/saya/", seen.mine, name="mine"),
    path("di-luar-negeri/saya/<str:token>/", seen.followed, name="followed"),
    path("di-luar-negeri/negara/<str:code>/", abroad.country, name="country"),
    path("di-luar-negeri/nama/<slug:reference>/", abroad.names, name="names"),
    path("di-luar-negeri/krisis/", crisis.crises, name="crises"),
    path("di-luar-negeri/krisis/baru/", crisis.new, name="new_crisis"),
    path("di-luar-negeri/krisis/<slug:reference>/", crisis.crisis, name="crisis"),
    path("di-luar-negeri/krisis/<slug:reference>/tanya-lagi/", crisis.ask_again, name="ask_again"),
    path("di-luar-negeri/krisis/<slug:reference>/tutup/", crisis.close, name="close_crisis"),
    path("di-luar-negeri/krisis/<slug:reference>/unduh/", crisis.export, name="export_crisis"),
    path("lapor-aman/<str:token>/", check_in.check_in, name="check_in"),
]
