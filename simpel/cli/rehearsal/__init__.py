"""A ministry's own people and past trips, brought into an empty installation under its own rules."""
