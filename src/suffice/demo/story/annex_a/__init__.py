"""The lists of Annex A as at 31 March 2022, of the same children as the other returns."""
