"""How do we parse what may never end, or eat all memory?

In a child process with limits on CPU, memory and wall time: parsers written in C can't be interrupted by a
Python signal. A child is started once and asked many times; when a document kills it, the next call starts
another. Pickles over two pipes, since both ends are ours; the child runs functions by name, of our own
modules only.

    pool.py    `Sandbox`: as many children as calls may run at once
    parent.py  one child: start, call, kill
    child.py   what runs in the child, and its limits
    frames.py  what goes over the pipes
"""

from tocsin.sandbox.pool import Sandbox

__all__ = ["Sandbox"]
