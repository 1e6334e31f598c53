"""The server on the web: routes, authentication of requests, limits; no SQL and no decision."""
