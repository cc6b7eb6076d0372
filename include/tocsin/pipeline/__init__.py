"""The steps that Dags and CLI run: each joins a domain to the store, may run twice, and decides nothing.

    poll    feeds    → entries          assess  articles → assessments → incidents → disputes
    read    entries  → articles         send    incidents → alerts → Slack

Beside the chain, discover.py finds the feeds of a site, for the CLI to add to the catalogue.

Work is fanned out by batch: a fixed handful of shares of all hosts, so that everything of one host falls
to one worker and politeness to it needs no coordination.
"""
