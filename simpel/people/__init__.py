"""Accounts, institutions, desks and the travellers' register."""
