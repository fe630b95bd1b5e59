"""Whereabouts: who is abroad, told as far as the reader's desk needs it; crises, and the word that somebody is safe."""
