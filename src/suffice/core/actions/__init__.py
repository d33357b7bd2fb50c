"""What people promise, wherever they promise it: a meeting, a plan, a board."""
