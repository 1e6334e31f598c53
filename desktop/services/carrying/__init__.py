"""Carry the work of several laptops on a USB key, without any network."""
