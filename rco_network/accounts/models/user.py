"""Somebody who signs in: an e-mail address and a name, and nothing about their organisations."""

import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac


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
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_address")]

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
