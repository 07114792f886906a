"""Questions to the whole record, of one war, one place, one claim: joins ledger, estimate and citation for the faces.

sources    what has to be open                  record     one war's claims, made ready
place      one place's                          learned    what the record taught, kept
naming     which place a name means             lineage    where a claim comes from
disputed   who contradicts whom                 changes    what the record says otherwise than before
period     what a brief is asked of                picture    what is on a map
"""
