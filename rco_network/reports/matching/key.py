"""The key of the match codes. The counting job holds it, and nobody else.

With the key and a list of names somebody could ask the codes who came where. So:

- it stands in a file that the worker alone can read (`MATCH_KEY_FILE`), or in the worker's
  environment (`MATCH_KEY`); it is no Django setting, so the settings page of an error and the
  shell of the web process do not have it, and `wsgi.py` forgets it if it was given there;
- it is read anew for each run, kept in no variable of a module, and never sent to the database:
  codes are worked out in the worker, so that it is in no statement and no log;
- it is at least 32 characters, made by a machine: `openssl rand -base64 48`;
- it is in no backup of the database. Lost, it is replaced: codes are made again from the names;
- rotation is a new key in its place. The next run makes every code of an organisation anew, in
  one transaction each; the day on which they change, organisations whose codes are of different
  keys are not compared (`key_name`, kept beside the codes), and figures are ranges until all are
  done, within the hour.

Without a key no code is made, and the number of different people is a range that says so.
"""

import hashlib
import os
from pathlib import Path

FILE, VALUE = "MATCH_KEY_FILE", "MATCH_KEY"
LEAST = 32


class NoKey(Exception):
    """This process has no key for match codes; the sentence says how it gets one."""


def match_key() -> bytes:
    """Return the key. Raises NoKey where there is none, or one that could be guessed."""
    place = os.environ.get(FILE, "")
    try:
        text = Path(place).read_text().strip() if place else os.environ.get(VALUE, "").strip()
    except OSError as error:
        raise NoKey(f"{FILE} names a file that cannot be read ({type(error).__name__}).") from None
    if not text:
        raise NoKey(f"Neither {FILE} nor {VALUE} is set: give one to the worker, and to it alone.")
    if len(text) < LEAST:
        raise NoKey(f"The key for match codes has fewer than {LEAST} characters.")
    return text.encode()


def key_name(key: bytes) -> str:
    """Return a name by which two keys can be told apart, and from which neither can be found."""
    return hashlib.sha256(b"rco_network.match_key_name" + key).hexdigest()[:12]


def forget_key() -> None:
    """Take the key out of the environment of a process that must not have it."""
    for name in (FILE, VALUE):
        os.environ.pop(name, None)
