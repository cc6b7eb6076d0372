"""Which act decides the article, how sure are we, and what is written down of it?"""
