"""The benchmark: 10,000 files in a database of its own, the real server, and what a person waits for."""
