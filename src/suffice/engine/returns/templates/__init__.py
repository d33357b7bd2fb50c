"""Audits, surveys and monthly figures: what a council brings in tables of ours because no return tells it."""
