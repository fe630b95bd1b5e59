"""Doors of the room: the check, the rules, the trial of a rule."""
