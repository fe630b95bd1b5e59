"""The approval letter: content, number, PDF, signature, verification."""
