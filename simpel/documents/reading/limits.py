"""What a parser may use up. Measured: see docs/decisions/0003-parsing-in-a-child.md."""

import ctypes
import os
import resource
import signal

MEMORY = 512 * 1024 * 1024
SECONDS = 10

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_NO_NEW_PRIVS = 38


def leave_the_network() -> bool:
    """Step into a network namespace with nothing in it. Some kernels forbid it; the other limits hold anyway."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return bool(libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def bind() -> None:
    """From here on: ten seconds, 512 MB, the line it has and nothing more. No file and no socket can be opened,
    no process started (RLIMIT_NPROC does not bind root; the rest does)."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (most, most))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    os.nice(5)
