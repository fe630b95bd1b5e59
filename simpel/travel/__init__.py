"""Travel documents after the letter: what each traveller needs, by when, who holds the passport, what offices say."""
