"""A second step for somebody who has no phone: an app's secret, and a key as a phone makes it."""

import hashlib
import json
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

# WebAuthn level 2, 6.1: user present, verified, key attached
_PRESENT_VERIFIED_NEW = AuthenticatorData.FLAG(0x45)


def enrol(user: Any) -> Authenticator:
    """Set up an app and a passkey for an account; return the passkey's row."""
    Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.TOTP,
        data={"secret": get_adapter().encrypt("JBSWY3DPEHPK3PXP")},
    )
    data = {"name": "A phone", "credential": credential(f"passkey of {user.pk}")}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def credential(seed: str) -> dict[str, Any]:
    """Return what a phone answers when it makes a passkey: the same for the same seed."""
    name = hashlib.sha256(seed.encode()).digest()
    key = ES256.from_cryptography_key(ec.derive_private_key(7, ec.SECP256R1()).public_key())
    attested = AttestedCredentialData.create(Aaguid(bytes(16)), name, key)
    site = hashlib.sha256(b"localhost").digest()
    data = AuthenticatorData.create(site, _PRESENT_VERIFIED_NEW, 0, bytes(attested))
    client = {"type": "webauthn.create", "challenge": "AAAA", "origin": "http://localhost"}
    response = {
        "clientDataJSON": websafe_encode(json.dumps(client).encode()),
        "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
    }
    identity = websafe_encode(name)
    return {
        "id": identity,
        "rawId": identity,
        "type": "public-key",
        "response": response,
        "clientExtensionResults": {},
    }
