"""Reading strangers' files, in a process of its own: `child` is that process, `ask` is how the house talks to it."""
