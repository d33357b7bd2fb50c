"""What every return's checks have in common: how one is declared, asked of a return, and told on a page."""
