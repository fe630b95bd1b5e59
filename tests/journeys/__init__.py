"""People with a browser: the real server, the system's Chromium, real clicking and typing."""
