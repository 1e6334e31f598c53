"""What a laptop and the server say to one another, and how each is recognised."""
