"""How many children are there, and which of them is free?"""

import queue
from collections.abc import Callable
from types import TracebackType
from typing import ParamSpec, TypeVar

from tocsin.sandbox.parent import MIB, Child, Limits

T = TypeVar("T")
P = ParamSpec("P")


class Sandbox:
    """Child processes that run functions on untrusted input; threads may share them.

    `children` is how many there are at most, each started when it is first needed: as many calls run at once, others
    wait. `cpu_seconds` and `wall_seconds` are for each call, `memory_bytes` is a child's address space. `modules` are
    the prefixes of the modules whose functions are run.
    """

    def __init__(
        self,
        *,
        children: int = 1,
        cpu_seconds: float = 10,
        memory_bytes: int = 1024 * MIB,
        wall_seconds: float = 15,
        modules: tuple[str, ...] = ("tocsin.",),
    ) -> None:
        limits = Limits(cpu_seconds=cpu_seconds, wall_seconds=wall_seconds, memory_bytes=memory_bytes, modules=modules)
        self._children = [Child(limits) for _ in range(children)]
        # The last one that was free is the first to be asked: under little work, few are started.
        self._free: queue.LifoQueue[Child] = queue.LifoQueue()
        for child in reversed(self._children):
            self._free.put(child)

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children, each when its call is over; a later call starts others."""
        for child in self._children:
            child.close()

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `function` returns in a child; raise the `TocsinError` that it raises there.

        `function` is importable by its name, arguments and result can be pickled. Any other exception there,
        and every limit passed, is `ReaderKilled`: the document is at fault until the parser is shown to be.
        """
        child = self._free.get()
        try:
            return child.call(function, *args, **kwargs)
        finally:
            self._free.put(child)
