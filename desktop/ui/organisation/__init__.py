"""The one-stop desk of an organisation: its timeline, its promises, its people, its money."""
