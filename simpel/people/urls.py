"""Signing in and out, the own account, the travellers' register. allauth's pages get addresses people can read."""

from allauth.account import views as accounts
from django.urls import include, path, re_path

from simpel.people.views import account, deputies, register
from simpel.people.views import accounts as keeping

people = (
    [
        path("akun/", account.account, name="account"),
        path("akun/sesi/akhiri/", account.end_sessions, name="end_sessions"),
        path("orang/", register.people, name="people"),
        path("orang/akun/", keeping.accounts, name="accounts"),
        path("orang/akun/baru/", keeping.create, name="create_account"),
        path("orang/akun/<int:pk>/", keeping.one, name="account_of"),
        path("orang/akun/<int:pk>/tunjuk/", keeping.give, name="give_seat"),
        path("orang/akun/<int:pk>/tutup/", keeping.close, name="close_account"),
        path("orang/akun/<int:pk>/buka/", keeping.reopen, name="reopen_account"),
        path("orang/akun/meja/<int:pk>/akhiri/", keeping.end, name="end_seat"),
        path("orang/akun/usul/<int:pk>/", keeping.decide, name="decide_grant"),
        path("orang/pengganti/", deputies.deputies, name="deputies"),
        path("orang/pengganti/cuti/", deputies.enter, name="enter_leave"),
        path("orang/pengganti/<int:pk>/selesai/", deputies.come_back, name="come_back"),
        path("orang/pengganti/<int:pk>/tunjuk/", deputies.deputise, name="deputise"),
        path("orang/baru/", register.add, name="add"),
        path("orang/<int:pk>/", register.person, name="person"),
        path("orang/<int:pk>/ubah/", register.change, name="change"),
        path("orang/<int:pk>/tampilkan/", register.show, name="show"),
    ],
    "people",
)

urlpatterns = [
    path("", include(people)),
    path("masuk/", accounts.login, name="account_login"),
    path("keluar/", accounts.logout, name="account_logout"),
    path("masuk/daftar/", accounts.signup, name="account_signup"),
    path("masuk/nonaktif/", accounts.account_inactive, name="account_inactive"),
    path("akun/pastikan/", accounts.reauthenticate, name="account_reauthenticate"),
    path("akun/kata-sandi/", accounts.password_change, name="account_change_password"),
    path("akun/kata-sandi/buat/", accounts.password_set, name="account_set_password"),
    path("masuk/lupa/", accounts.password_reset, name="account_reset_password"),
    path("masuk/lupa/terkirim/", accounts.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^masuk/lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        accounts.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("masuk/lupa/selesai/", accounts.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("akun/pengaman/", include("allauth.mfa.urls")),
]
