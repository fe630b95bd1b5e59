from .cast import cast as cast
