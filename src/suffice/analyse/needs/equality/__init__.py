"""Who is over-represented: any tier, those who start and those who leave, by group and against a population."""
