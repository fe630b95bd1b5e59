"""Tools of the workshop: setting up, testing, translating, generating reference pages. Nothing here runs in production."""
