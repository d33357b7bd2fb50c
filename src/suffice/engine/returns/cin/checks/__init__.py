"""What is asked of a census beyond reading it."""
