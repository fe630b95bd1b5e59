"""The code printed on a letter: short enough to type from paper, long enough not to be guessed. Pure.

Thirteen signs of Crockford's base32: twelve carry sixty random bits, the thirteenth checks them. The check is a
weighted sum over GF(32), so every wrong sign and every two swapped signs are noticed before the register is asked.
"""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_BITS = 60
LENGTH = 13
_FORGIVEN = str.maketrans("OIL", "011")
_SIGN = f"[{ALPHABET}OIL]"
PRINTED = re.compile(rf"(?<![0-9A-Z])({_SIGN}{{4}}-{_SIGN}{{4}}-{_SIGN}{{5}})(?![0-9A-Z])", re.IGNORECASE)


def _times_two(value: int) -> int:
    """Multiply by x in GF(32) with the polynomial x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value


def _check(digits: list[int]) -> int:
    total = 0
    for digit in digits:  # Horner: the first digit gets the highest power of x
        total = _times_two(total ^ digit)
    return total


def printed(number: int) -> str:
    """The code for a random number below 2**60, as it stands on paper: W5RB-3NPE-6JYDK."""
    digits = [(number >> shift) & 31 for shift in range(RANDOM_BITS - 5, -1, -5)]
    signs = "".join(ALPHABET[digit] for digit in [*digits, _check(digits)])
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def read(typed: str) -> str | None:
    """The code somebody meant, as printed. Spaces, hyphens, case, O for 0, I or L for 1 are forgiven; a slip is not."""
    signs = re.sub(r"[\s\-–—_.]", "", typed[:60]).upper().translate(_FORGIVEN)
    if len(signs) != LENGTH or any(sign not in ALPHABET for sign in signs):
        return None
    digits = [ALPHABET.index(sign) for sign in signs]
    if _check(digits[:-1]) != digits[-1]:
        return None
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def found_in(text: str) -> list[str]:
    """The codes a text carries, each once, in the order they appear; look-alikes with a wrong check are left out."""
    codes = (read(match) for match in PRINTED.findall(text))
    return list(dict.fromkeys(code for code in codes if code))
