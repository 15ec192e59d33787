"""The design system, shown by the product itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from rco_network.core import chart_samples
from rco_network.core import design_samples as samples

THEMES = ("light", "dark")
DIRECTIONS = ("ltr", "rtl")


@require_safe
@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part in every state. `?theme=light|dark` and `?dir=ltr|rtl`; holds nobody's data.

    `?part=job` is the sample job alone, which asks for itself every two seconds.
    """
    percent = timezone.now().second * 100 // 60
    if request.GET.get("part") == "job":
        return render(request, "design/job.html", {"percent": percent})
    theme = request.GET.get("theme", "")
    direction = request.GET.get("dir", "")
    context = {
        "theme": theme if theme in THEMES else "",
        "direction": direction if direction in DIRECTIONS else "ltr",
        "percent": percent,
        "nav": samples.NAVIGATION,
        "sample_chrome": samples.CHROME,
        "form": samples.SampleForm(),
        "failed": samples.failed_form(),
        "register": samples.register(),
        "newcomers": samples.NEWCOMERS,
        "charts": chart_samples.GALLERY,
        "links": samples.LINKS,
        "facts_pairs": samples.FACTS,
        "gallery_tabs": samples.TABS,
        "events": samples.EVENTS,
    }
    return render(request, "design/gallery.html", context)
