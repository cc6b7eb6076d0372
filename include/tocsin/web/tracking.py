"""Which parameters of a link only say how a reader came to it, and never which page it is?"""

# Whole families of names. Ours, since courlan's strict mode drops `b`, `x` and `q` too.
PREFIXES = tuple(
    """
    utm_ mtm_ pk_ piwik_ matomo_ hsa_ oly_ vero_ mc_ _hs __hs trk_ at_ ns_ guce_ fb_ ga_ yclid gad_ stm_ itm_ sc_ wt.
    """.split()
)
NAMES = frozenset(
    """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid igshid igsh twclid ttclid li_fat_id mkt_tok cmpid
    cmp ocid ref_src ref_url smid smtyp s_cid xtor spm guccounter _ga _gl icid ito taid wickedid epik
    rb_clickid ncid cid_source dm_i __twitter_impression __s _openstat hss_channel wprov traffic_source
    referrer referer syndication soc_src soc_trk ftag dicbo obref amp amp_js_v usqp
    """.split()
)
# These may carry a page's identity, so they go only with a value that names a way of reading.
SOFT_NAMES = frozenset("ref source src from via output outputtype view mode share platform".split())
SOFT_VALUES = frozenset(
    """
    rss feed feeds rss_feed twitter facebook fb linkedin whatsapp telegram reddit email mail newsletter
    amp mobile googlenews google-news news-sitemap social copylink copy_link
    """.split()
)


def is_tracking(name: str, value: str) -> bool:
    """Whether a query's parameter may be dropped, and the link still leads to the same page."""
    name, value = name.lower(), value.lower()
    if name in SOFT_NAMES:
        return value in SOFT_VALUES
    return name in NAMES or name.startswith(PREFIXES)
