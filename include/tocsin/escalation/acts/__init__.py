"""Which acts does one sentence tell of, who does them, who suffers them, with what, and at what cost?"""
