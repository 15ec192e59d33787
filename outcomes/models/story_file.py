"""A picture or a recording that goes with a story, and what may stay in the words."""

from django.conf import settings
from django.db import models

from rco_network.core.encryption import EncryptedBytesField, EncryptedTextField
from rco_network.core.tenancy import OwnedModel, OwnedReference

from ..enums import Found, Media
from .story import OfStory, of_story


class StoryFile(OfStory):
    """One file, cleaned of what a camera or a phone wrote into it (core/pictures, recordings)."""

    kind = models.CharField(max_length=10, choices=Media.choices)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(help_text="Bytes.")
    describes = EncryptedTextField(
        max_length=300, help_text="What is to be seen or heard, for those who cannot."
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(OfStory.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            *of_story("storyfile", secret=("describes",)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.story_id}"


class StoryFileContent(OfStory):
    """The bytes of a file, sealed; apart from it so that no list reads them."""

    file = models.OneToOneField(
        StoryFile, on_delete=models.CASCADE, db_constraint=False, related_name="content"
    )
    content = EncryptedBytesField()

    class Meta(OfStory.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            OwnedReference(
                name="storyfilecontent_file_same_organisation",
                to="outcomes.StoryFile",
                columns=("organisation_id", "file_id"),
            ),
            *of_story("storyfilecontent", secret=("content",)),
        ]

    def __str__(self) -> str:
        return f"Content of {self.file_id}"


class StoryMayStay(OfStory):
    """Something that the check found in a story, and why a colleague says that it may stay."""

    found = models.CharField(max_length=10, choices=Found.choices)
    text = EncryptedTextField(max_length=200)
    reason = EncryptedTextField(max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(OfStory.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            *of_story("storymaystay", secret=("text", "reason")),
        ]

    def __str__(self) -> str:
        return f"{self.found} may stay in {self.story_id}"
