"""What this room declares to the house: its permissions, its doors, its kinds of event."""
