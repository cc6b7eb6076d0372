"""How do we parse what may never end, or eat all memory?

In a child process with limits on CPU, memory and wall time: parsers written in C can't be interrupted by a
Python signal. A child is started once and asked many times; when a document kills it, the next call starts
another. Calls go to it over a pipe as pickles, since the parent is ours; it runs functions by name, of our own
modules only. Its answers come back as JSON, since whatever it reads may take it over.

    pool.py    `Sandbox`: as many children as calls may run at once
    parent.py  one child: start, call, kill
    child.py   what runs in the child, and its limits
    answers.py what an answer may hold, and how it is written
    frames.py  what goes over the pipes
"""

from tocsin.sandbox.pool import Sandbox

__all__ = ["Sandbox"]
