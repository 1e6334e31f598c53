"""W6: what is decided together, and what ordinary law brings to the neighbourhoods."""
