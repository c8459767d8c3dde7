"""Moving running cases to another version of their process.

`mapping` says which element of the new version each old one has become; `likeness` whether the two may stand for one
another; `transfer` what that makes of one case, as a pure function; `planning` says it of all cases without touching
them; `carrying` does it, one case and one transaction at a time. Words: docs/decisions/0027-migration-of-cases.md.
"""
