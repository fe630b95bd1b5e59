"""The workshop: setting up, testing, translating, writing reference pages. None of it runs in production."""
