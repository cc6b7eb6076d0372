"""A second opinion on a text of which the rules are unsure, from a language model that somebody configured.

    policy.py    when one is asked for, and how often
    codebook.py  what the model is told of our words (codebook.yaml)
    question.py  a text → what is put to the model; the text is data there, and never an instruction
    answer.py    the form of its answer
    accept.py    answer → opinion, or why it is of no use
    settle.py    assessment and opinion → assessment: what an opinion may change, and what it may not

Pure, all of it: who asks the model, keeps its answers and counts the calls is `pipeline.opinion`.
"""
