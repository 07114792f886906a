"""Evidence for and against, weighed over time: claims in, who holds what out.

testimony    what comes in                         voices       whose word it is
evidence     what a claim says of control          columns      claims as arrays
witnesses    which claims are one                  front        how fast a word ages
initial      who held it before                    chain        the filter over days
estimate     joins them                            learn        how far each voice is believed
timeline     stretches                             status       one place on one day
basis, presence, reasons, disputes                 naive        the two rules of thumb
"""
