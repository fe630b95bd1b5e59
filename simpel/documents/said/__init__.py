"""What a document's text says: its days, places and people. Pure, and never surprised: any text has an answer."""
