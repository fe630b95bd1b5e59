"""Doors of the room: the documents of one file, the list of all, the way to and from the passport office."""
