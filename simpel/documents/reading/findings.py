"""What reading a file can end in. Codes travel between the processes; words for people are in documents/words.py."""


class Refused(Exception):
    """This file is not taken, and why: a stable code with values for its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
