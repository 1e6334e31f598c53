"""The people of the space and their laptops, and what one may do about them."""
