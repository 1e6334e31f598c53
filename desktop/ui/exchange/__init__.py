"""The page of the exchanges: where one stands, what to decide, what was put together."""
