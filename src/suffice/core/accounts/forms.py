from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm


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
