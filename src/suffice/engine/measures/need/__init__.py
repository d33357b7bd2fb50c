"""Measures of referrals, assessments, enquiries, child protection plans and visits, out of census and Annex A."""
