"""What one can do with a server: join it, exchange, see where one stands, leave."""
