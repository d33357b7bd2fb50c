"""allauth's own views, the ones that this house uses, each with its policy said here."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from suffice.core.access import public, signed_in
from suffice.core.accounts.views import account as account_page

urlpatterns = [
    path("", account_page, name="account"),
    path("login/", public(account.login), name="account_login"),
    path("logout/", public(account.logout), name="account_logout"),
    path("closed/", public(account.account_inactive), name="account_inactive"),
    path("confirm/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("password/", signed_in(account.password_change), name="account_change_password"),
    path("password/set/", signed_in(account.password_set), name="account_set_password"),
    path("password/forgotten/", public(account.password_reset), name="account_reset_password"),
    path("password/forgotten/sent/", public(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("password/new/", public(account.password_reset_from_key_done), name="account_reset_password_from_key_done"),
    path("two-factor/", signed_in(mfa.index), name="mfa_index"),
    path("two-factor/code/", public(mfa.authenticate), name="mfa_authenticate"),
    path("two-factor/confirm/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("two-factor/app/on/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("two-factor/app/off/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("two-factor/spare-codes/", signed_in(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "two-factor/spare-codes/new/",
        signed_in(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "two-factor/spare-codes/download/",
        signed_in(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
