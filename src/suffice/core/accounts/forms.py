from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)


class SignInForm(LoginForm):  # type: ignore[misc]
    """The page itself leads to a forgotten password, after the fields rather than between them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["password"].help_text = ""


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class _TwiceForm:
    """A new password, typed twice; the page itself says what makes a good one."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("password1", "New password"), ("password2", "New password again")):
            self.fields[name].label, self.fields[name].help_text = label, ""


class ForgottenForm(_TwiceForm, ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ChangeForm(_TwiceForm, ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label, self.fields["oldpassword"].help_text = "Password until now", ""


class FirstForm(_TwiceForm, SetPasswordForm):  # type: ignore[misc]
    pass
