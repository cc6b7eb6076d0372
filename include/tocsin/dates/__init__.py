"""Which moment do the written parts of a date name?

Feeds and pages find the parts, each in their own way; what they mean is told here.

    reckoning.py  parts → moment
    months.py     the name of a month → its number
    zones.py      the name of a zone, or an offset → its distance from UTC
"""
