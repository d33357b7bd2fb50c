"""The children in need census: read, checked, and joined into a history."""
