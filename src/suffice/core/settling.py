from __future__ import annotations

import gc

from django.urls import get_resolver

_MADE_BEFORE_A_LOOK = 5_000  # objects; Python's usual 700 look for rubbish several times in every page


def settle() -> None:
    """Load every page, and have the search for rubbish pass over what stays for good.

    A process that serves pages holds a hundred thousand things that never go. Looking through them all, which Python
    does again and again, held one page in twenty up for a tenth of a second and more.
    """
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE_BEFORE_A_LOOK, 20, 20)
