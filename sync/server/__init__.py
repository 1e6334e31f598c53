"""The shared server: keeps the log of each space, and says who may read and write it."""
