"""Outlines of districts for maps, where an installation has loaded them."""

from django.db import models


class Outline(models.Model):
    """A district's simplified outline: rings of [x, y] in whole metres, north upwards.

    Boundary files are not ours to ship: `manage.py load_boundaries` fills this from one that the
    Office for National Statistics publishes. The same for everyone.
    """

    place = models.OneToOneField(
        "organisations.Place", on_delete=models.CASCADE, primary_key=True, related_name="outline"
    )
    rings = models.JSONField()
    west = models.IntegerField()
    south = models.IntegerField()
    east = models.IntegerField()
    north = models.IntegerField()

    def __str__(self) -> str:
        return self.place_id
