"""Figures: what was decided, counted; safe numbers for the public; exports of what a person may see."""
