"""How the law knows people and bodies: opaque keys, the same on every trip, with nothing of the person in them."""


def traveller_key(person_id: int) -> str:
    """Of somebody who travels."""
    return f"p{person_id}"


def institution_key(institution_id: int) -> str:
    """Of the body a file is for."""
    return f"i{institution_id}"


def unit_key(unit_id: int) -> str:
    """Of the unit that applies."""
    return f"u{unit_id}"
