"""The secrets of second steps, sealed: a copy of the database makes no codes."""

import base64
import logging
import secrets
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter

from rco_network.core.encryption import CannotDecrypt, decrypt, encrypt

logger = logging.getLogger(__name__)

CONTEXT = "mfa_authenticator.data"


class SealedSecrets(DefaultMFAAdapter):
    """allauth's adapter; the seeds of apps and of recovery codes go through FIELD_KEYS."""

    def encrypt(self, text: str) -> str:
        return encrypt(text, CONTEXT)

    def decrypt(self, encrypted_text: Any) -> str:
        """Return the secret; one that fits no code, and a line for the operator, without its key.

        The person is told that the code is wrong, as for any other wrong one.
        """
        try:
            return decrypt(encrypted_text, CONTEXT)
        except CannotDecrypt as problem:
            logger.error("Cannot decrypt %s", problem)
            return base64.b32encode(secrets.token_bytes(20)).decode()
