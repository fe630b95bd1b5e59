"""Doors of the people room: the own account, and the travellers' register."""
