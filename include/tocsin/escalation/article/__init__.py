"""What does the article as a whole say of its acts: where, on whose ground, against whom else, how many dead?"""
