"""Text that the database keeps and cannot read: contact details, notes, safeguarding.

AES-256-GCM of the `cryptography` library. Keys come from the setting FIELD_KEYS, newest first: the
first writes, every one reads, `manage.py rotate_field_keys` moves what an older one wrote. What is
stored names its key and is bound to its column, so that a ciphertext moved to another column (a
safe note over an unsafe one) is refused. It does not hide which row has a text, nor about how long
it is (in steps of 32 bytes), nor does it stop somebody who may write from moving a text between
two rows of the same column.

An empty text stays empty: "has nobody written a note?" is asked in lists and counts, and the
length of a ciphertext would answer it anyway.
"""

import base64
import hashlib
import hmac
import json
import logging
import os
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django import forms
from django.conf import settings
from django.core import checks
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext

logger = logging.getLogger(__name__)

PREFIX = "enc1"
LEAST_CHARACTERS = 32
STEP = 32
# What stands where a text cannot be read; it is never saved over the text itself.
UNREADABLE = "[This text cannot be read now. Please tell the person who runs the site.]"


class CannotDecrypt(Exception):
    """No key of FIELD_KEYS opens this, or it was changed or moved. The message is for operators."""


class Keyring:
    """The keys of FIELD_KEYS by their public names, the newest first."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self.ciphers = {_name(secret): AESGCM(_derived(secret, b"key")) for secret in secrets}
        self.indexes = {_name(secret): _derived(secret, b"index") for secret in secrets}
        self.newest = _name(secrets[0])

    def encrypt(self, text: str, context: str) -> str:
        plain = text.encode("utf-8", "surrogatepass")
        plain += b"\0" * (-len(plain) % STEP)  # no NUL is in a text: PostgreSQL has none
        nonce = os.urandom(12)
        sealed = nonce + self.ciphers[self.newest].encrypt(nonce, plain, context.encode())
        return f"{PREFIX}:{self.newest}:{base64.b64encode(sealed).decode()}"

    def decrypt(self, stored: str, context: str) -> str:
        name = key_of(stored)
        if name not in self.ciphers:
            raise CannotDecrypt(
                f"{context}: its key {name} is not in FIELD_KEYS. Put that key back at the end of "
                "FIELD_KEYS and restart."
                if name
                else f"{context}: what is stored was not written by this product."
            )
        try:
            sealed = base64.b64decode(stored.rpartition(":")[2], validate=True)
            plain = self.ciphers[name].decrypt(sealed[:12], sealed[12:], context.encode())
        except (InvalidTag, ValueError):
            raise CannotDecrypt(
                f"{context}: what is stored was changed, or moved here from another column. "
                "Compare the row with a backup."
            ) from None
        return plain.rstrip(b"\0").decode("utf-8", "surrogatepass")


def _derived(secret: str, purpose: bytes) -> bytes:
    info = b"rco-network field keys: " + purpose
    return HKDF(hashes.SHA256(), length=32, salt=None, info=info).derive(secret.encode())


def _name(secret: str) -> str:
    return _derived(secret, b"name").hex()[:8]


@lru_cache(maxsize=8)
def _keyring(secrets: tuple[str, ...]) -> Keyring:
    for secret in secrets or ("",):
        if len(secret) < LEAST_CHARACTERS:
            raise ImproperlyConfigured(
                f"A key of FIELD_KEYS has {len(secret)} characters; each needs {LEAST_CHARACTERS} "
                "or more, all random. Make one: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
    if settings.SECRET_KEY in secrets:
        raise ImproperlyConfigured(
            "FIELD_KEYS holds the SECRET_KEY. Make another text for it: whoever finds one of them "
            "must not have both."
        )
    return Keyring(secrets)


def keyring() -> Keyring:
    """Return the keys in force. Raises ImproperlyConfigured, saying what to do, for weak ones."""
    return _keyring(tuple(settings.FIELD_KEYS))


def key_of(stored: str) -> str:
    """Return the public name of the key that wrote this, "" for what no key of ours wrote."""
    prefix, _, rest = stored.partition(":")
    return rest.partition(":")[0] if prefix == PREFIX else ""


def encrypt(text: str, context: str) -> str:
    """Return `text` sealed by the newest key for one place (`context`); "" stays ""."""
    return keyring().encrypt(text, context) if text else ""


def decrypt(stored: str, context: str) -> str:
    """Return what `encrypt` was given. Raises CannotDecrypt, with a sentence for operators."""
    return keyring().decrypt(stored, context) if stored else ""


def blind(text: str, context: str) -> str:
    """Return what stands for a text in an index: equal texts give equal ones, nobody reads it.

    Made with the newest key, whose name it bears. Whoever keeps such an index makes it anew when
    the keys change, and until then looks under every key (`blinds`).
    """
    return blinds(text, context)[0]


def blinds(text: str, context: str) -> list[str]:
    """Return `blind` under every key of FIELD_KEYS, the newest first."""
    said = f"{context}\0{text}".encode()
    return [
        f"{name}:{hmac.digest(key, said, hashlib.sha256).hex()[:40]}"
        for name, key in keyring().indexes.items()
    ]


class UnreadableText(str):
    """Stands in a page for a text that no key opens; saving it saves what was stored."""

    stored: str

    def __new__(cls, stored: str) -> "UnreadableText":
        text = super().__new__(cls, UNREADABLE)
        text.stored = stored
        return text


def refuse_the_stand_in(value: Any) -> None:
    """Raise ValidationError where a form sends back the sentence that stands for a text."""
    if isinstance(value, str) and UNREADABLE in value and not isinstance(value, UnreadableText):
        raise ValidationError(
            gettext(
                "This text cannot be read at the moment, so it cannot be changed either. Nothing "
                "was "
                "saved. Please tell the person who runs the site."
            ),
            code="unreadable",
        )


class EncryptedTextField(models.TextField):
    """A text that is sealed on the way into the database and opened on the way out.

    `max_length` counts what a person types; with it, forms draw one line. `context` says to which
    column the text is bound; it is the table's and column's name, and is written into migrations
    so that history tables keep reading what they copied. Give it when a column is renamed.
    It cannot be searched, compared or sorted by: only `isnull` and `is_empty` are asked of it.
    """

    description = "Text, encrypted"

    def __init__(self, *args: Any, context: str = "", **kwargs: Any) -> None:
        self.context = context
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))
        self.validators.append(refuse_the_stand_in)

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not self.context and not cls._meta.abstract:
            self.context = f"{cls._meta.db_table}.{self.column}"

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({"context": self.context} if self.context else {})

    def check(self, **kwargs: Any) -> list[Any]:
        indexed = {
            name for index in self.model._meta.indexes for name in getattr(index, "fields", ())
        }
        if self.unique or getattr(self, "db_index", False) or self.name in indexed:
            words = "An encrypted text has another form each time: it cannot be unique or indexed."
            return [*super().check(**kwargs), checks.Error(words, obj=self, id="encryption.E001")]
        return super().check(**kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        plain = forms.TextInput if self.max_length is not None else forms.Textarea
        return super().formfield(**({"widget": plain} | kwargs))

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name in ("isnull", "is_empty"):
            return super().get_lookup(lookup_name)
        raise FieldError(
            f"{self.context or self.name} is encrypted: the database cannot ask “{lookup_name}” "
            "of it. Only isnull and is_empty can be asked."
        )

    def get_transform(self, lookup_name: str) -> Any:
        return self.get_lookup(lookup_name)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or hasattr(value, "as_sql"):
            return value
        if isinstance(value, UnreadableText):
            return value.stored
        text = self.to_text(value)
        if UNREADABLE in text:
            raise ValueError(f"{self.context}: the sentence that stands for a text is no text.")
        return encrypt(text, self.context)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        if not value:
            return value
        try:
            return self.from_text(decrypt(value, self.context))
        except CannotDecrypt as problem:
            logger.error("Cannot decrypt %s", problem)
            return UnreadableText(value)

    def to_text(self, value: Any) -> str:
        """Return what is sealed for a value of the model."""
        return str(value)

    def from_text(self, text: str) -> Any:
        """Return the model's value for what was sealed."""
        return text


@EncryptedTextField.register_lookup
class IsEmpty(models.Lookup):
    """`notes__is_empty=True`: nobody has written anything. Only the stored text is looked at."""

    lookup_name = "is_empty"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, params = self.process_lhs(compiler, connection)
        return f"{sql} {'=' if self.rhs else '<>'} ''", params


class EncryptedJSONField(EncryptedTextField):
    """A small structure (lists, dicts, text, numbers), sealed as one text; for no form."""

    description = "JSON, encrypted"

    def to_text(self, value: Any) -> str:
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))

    def from_text(self, text: str) -> Any:
        return json.loads(text)

    def to_python(self, value: Any) -> Any:
        return value

    def get_prep_value(self, value: Any) -> Any:
        return value

    def formfield(self, **kwargs: Any) -> None:
        return None


@checks.register(checks.Tags.security)
def check_field_keys(app_configs: Any, **kwargs: Any) -> list[Any]:
    """Say before the first request, and not at it, that FIELD_KEYS cannot be used."""
    try:
        keyring()
    except ImproperlyConfigured as problem:
        return [checks.Error(str(problem), id="encryption.E002")]
    return []


class EncryptedBytesField(EncryptedTextField):
    """A file of a few megabytes that is sealed like a text: `bytes` in, `bytes` out.

    Keep it in a table of its own, so that no list reads it, and give no `max_length`.
    """

    description = "Bytes, encrypted"
    # For the type checker: it takes bytes where a TextField takes a text.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def to_text(self, value: Any) -> str:
        return base64.b64encode(bytes(value)).decode()

    def from_text(self, text: str) -> bytes:
        return base64.b64decode(text)

    def to_python(self, value: Any) -> Any:
        return value

    def get_prep_value(self, value: Any) -> Any:
        return value

    def formfield(self, **kwargs: Any) -> None:
        return None
