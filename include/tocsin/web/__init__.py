"""How do we ask the web for something, politely and safely?

policy.py     the knobs, what comes back, what is kept about a host
address.py    where may we go? schemes, private addresses, one name for a host
manners.py    what a host wants of us: robots.txt, turns, Retry-After
transport.py  one request: deadline, cap, no cookies
wire.py       its sockets: which addresses, cut when the time is over
robots.py     what robots.txt says, and for how long
pacing.py     when may this host be asked again? gaps, tokens and Retry-After
tracking.py   what of a link only says how a reader came to it
unpack.py     what comes out of an encoded body, and is it whole?
failures.py   what do we call what went wrong on the way?
optout.py     does a page keep itself from being mined?
charset.py    which characters do bytes stand for?
client.py     `Web.fetch`: the hops of one request, each of them held to all of the above
"""

from tocsin.web.address import host_of
from tocsin.web.client import Web
from tocsin.web.policy import HostBook, HostRecord, MemoryHostBook, Response, Turn, WebPolicy

__all__ = ["HostBook", "HostRecord", "MemoryHostBook", "Response", "Turn", "Web", "WebPolicy", "host_of"]
