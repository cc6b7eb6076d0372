"""How far from UTC is a zone that a feed or a page names?

Letters are not unique: IST is India's, since Irish and Israeli newsrooms write GMT, an offset or IDT; CST is America's,
since Chinese ones write an offset; AST is Arabia's and AMT Armenia's. American newsrooms
write ET the whole year: taken for EST it is an hour off in summer, where UTC would be four. A name that we don't
know is UTC.
"""

import re
from datetime import timedelta, timezone

_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d\d)?$")
# Hours from UTC.
HOURS = {
    "HST": -10, "AKST": -9, "AKDT": -8, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CST": -6, "CDT": -5, "EST": -5,
    "EDT": -4, "NST": -3.5, "NDT": -2.5, "ADT": -3,
    "ET": -5, "CT": -6, "MT": -7, "PT": -8,
    "COT": -5, "PET": -5, "VET": -4, "BOT": -4, "CLT": -4, "CLST": -3, "BRT": -3, "BRST": -2, "ART": -3,
    "UYT": -3, "PYT": -3, "PYST": -3,
    "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "FET": 3,
    "MSK": 3, "MSD": 4, "SAMT": 4, "YEKT": 5, "OMST": 6, "KRAT": 7, "NOVT": 7, "IRKT": 8, "YAKT": 9, "VLAT": 10,
    "MAGT": 11, "PETT": 12,
    "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3,
    "IDT": 3, "TRT": 3, "AST": 3, "IRST": 3.5, "IRDT": 4.5, "GST": 4, "AZT": 4, "GET": 4, "AMT": 4, "AFT": 4.5,
    "PKT": 5, "UZT": 5, "TMT": 5, "TJT": 5, "IST": 5.5, "SLST": 5.5, "NPT": 5.75, "BDT": 6, "KGT": 6, "BTT": 6,
    "MMT": 6.5, "WIB": 7, "ICT": 7, "HKT": 8, "SGT": 8, "MYT": 8, "PHT": 8, "WITA": 8, "ULAT": 8, "WIT": 9,
    "JST": 9, "KST": 9,
    "AWST": 8, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip


def zone_of(text: str) -> timezone:
    """Return the zone of an offset or a name (`GMT+2`, UTC for none); `ValueError` for one beyond a day."""
    text = text.upper().replace("GMT", "").replace("UTC", "").strip()
    offset = _OFFSET.match(text)
    if offset is None:
        return timezone(timedelta(hours=HOURS.get(text, 0)))
    distance = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    return timezone(-distance if offset[1] == "-" else distance)
