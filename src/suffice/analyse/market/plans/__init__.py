"""What a file would change in the register, worked out before anything is changed."""
