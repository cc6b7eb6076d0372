"""Article → assessment: what happened, by whom, to whom, where, is it new, how sure are we, and which words say so?

Each room may use those above it, never those below:

    text/       sentences, words, numbers, the calendar
    gazetteer/  which states, armed groups, leaders, forces and places are named
    lexicon/    which words tell of an act, and of what kind
    grammar/    how one sentence is built: clauses, parts played, voice
    acts/       which acts one sentence tells of, who does and who suffers them
    article/    the article as a whole: where it happened, on whose ground, who else is party, how many died
    counting/   does an act count: is it new, done, between states, and no trap?
    verdict/    which act decides, how sure we are, and what is written down

`classify.py` leads an article through them, `explain.py` says why, `scores.py` measures, `language.py` guesses the
language, and `opinion/` is the optional second opinion.
"""
