"""Somebody who signs in: an e-mail address and a name, and nothing about their organisations."""

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from rco_network.core.tenancy import SIGN_IN, RowSecurity
from rco_network.core.tenancy.constraints import INSTALLATION, USER, may, mine

# The person, the doors before anybody is known, and the installation (tables of allauth that
# hang on an account have the same, by migration 0003).
OWN_OR_DOOR = f"(id = {USER} or {may(SIGN_IN)} or {INSTALLATION})"


class UserManager(BaseUserManager["User"]):
    """Addresses are compared without case, as people type them."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account. Without a password, one can only be set by mail."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create the installation's administrator, who sees no participant."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """One account a person, however many organisations they belong to."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    email = models.EmailField("e-mail address")
    name = models.CharField(max_length=120, help_text="What colleagues call you.")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("runs the installation", default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    language = models.CharField(
        max_length=12,
        blank=True,
        help_text="Of the pages, once they chose one.",
    )
    session_round = models.PositiveIntegerField(
        default=0,
        db_default=0,
        editable=False,
        help_text="Counted up to end every session of the account.",
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_an_address"),
            # Colleagues past and present have names on each other's records. Nobody else has.
            RowSecurity(
                name="accounts_user_rows",
                read=f"({OWN_OR_DOOR} or exists (select from organisations_staffmembership m "
                f"where m.user_id = accounts_user.id and {mine('m.organisation_id')}))",
                write=f"({may(SIGN_IN)} or {INSTALLATION})",
                change=OWN_OR_DOOR,
                remove=INSTALLATION,
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Every session carries this; one that carries another is nobody's (django.contrib.auth).

        Made of the password's hash, as Django does, and of the round.
        """
        return salted_hmac(
            "rco_network.accounts.User",
            f"{self.password}:{self.session_round}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()
