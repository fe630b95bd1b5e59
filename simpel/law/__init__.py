"""The law as dated, cited rows; pure Python, knows nothing of the web."""
