"""Copies of the database that outlive the server, and that the server itself cannot read.

Everything is encrypted on its way out of PostgreSQL's own programs, to the public key of
BACKUP_RECIPIENT (the age format, by `pyrage`): nothing readable is ever written to a disk. The
private key, the identity, is kept away from the server and is needed only to restore.

    dump.py      one encrypted dump, with the rows and a checksum of every table beside it
    restoring.py an empty database filled from one, compared with that list
    journal.py   the server's journal, followed seconds behind it, and base copies to begin from
    point.py     a whole server from those two, at its last moment or at one before
    keeper.py    the process that does all of this by the clock
    keeping.py   which copies are kept, and which have had their time
    ledger.py    the erasures, kept apart so that they can be done again after a restore
"""
