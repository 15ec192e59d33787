"""Places of the United Kingdom by their GSS code, as the ONS has them."""

from django.db import models


class Place(models.Model):
    """A local authority, region or country. The same for everyone; filled by a migration."""

    gss_code = models.CharField("GSS code", max_length=9, primary_key=True)
    name = models.CharField(max_length=80)
    region = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
