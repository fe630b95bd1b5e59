"""The append-only, hash-chained record, and the clock it is stamped with."""
