"""What the nightly job does: announce what goes in a fortnight, and let go what was announced.

One job an organisation and day. Each batch is one transaction that erases, takes its
announcements away and writes down the numbers: killed anywhere, the next run goes on from there,
and twice on one day does nothing twice.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from organisations.models import Organisation
from rco_network.core import audit, jobs
from rco_network.core.models import Announcement, Hold, RetentionRun
from rco_network.core.models.retention import NOTICE_DAYS
from rco_network.core.personal_data.lengths import lengths_of
from rco_network.core.personal_data.rules import Rule, rules
from rco_network.core.tenancy import ERASE, scope

JOB_KIND = "services.retention"
BATCH = 25


def ask_everywhere(today: date) -> int:
    """Ask for today's run in every organisation that takes part; return how many there are.

    Asking again on the same day asks for nothing new.
    """
    with scope(installation=True):
        organisations = list(Organisation.objects.taking_part())
    for organisation in organisations:
        with scope(organisation_ids=[organisation.pk], installation=True):
            jobs.ask(
                JOB_KIND,
                by=None,
                organisation=organisation,
                subject=organisation,
                key=f"{JOB_KIND}:{organisation.pk}:{today}",
            )
    return len(organisations)


@jobs.handles(JOB_KIND)
def run_retention(run: jobs.Run) -> Callable[[], None]:
    """Announce and apply, in small steps; the effect only writes down that it is done."""
    with scope(installation=True):
        organisation = Organisation.objects.get(pk=run.job.organisation_id)
    today = timezone.localdate()
    for number, step in enumerate(steps(organisation, today)):
        run.progress(min(95, 5 + number), step)
    return lambda: _end(organisation, today)


def steps(organisation: Organisation, today: date) -> Any:
    """Do the run of one day batch by batch; yield after each what was done, in words."""
    with _erasing(organisation):
        run = _run_of(organisation, today)
        months = lengths_of(organisation)
        for rule in rules().values():
            if rule.is_announced:
                run.announced += announce(organisation, rule, months[rule.period], today)
        run.held = len([one for one in due_today(organisation, today) if one.is_held])
        run.save(update_fields=["announced", "held"])
    yield "Announced"
    for rule in rules().values():
        while went := _one_batch(organisation, rule, months[rule.period], today):
            yield f"{rule.key}: {went}"


def _erasing(organisation: Organisation) -> Any:
    return scope(organisation_ids=[organisation.pk], rights={ERASE})


def _run_of(organisation: Organisation, today: date) -> RetentionRun:
    return RetentionRun.objects.get_or_create(organisation=organisation, run_on=today)[0]


def announce(organisation: Organisation, rule: Rule, months: int, today: date) -> int:
    """Bring the announcements of a rule up to date; return how many are new.

    What is due no more (the person came back, the period was made longer) is taken back; what
    is due later than was said is announced again.
    """
    first_day = today + timedelta(days=NOTICE_DAYS)
    due = {one.uuid: one for one in rule.due(organisation.pk, months, first_day)}
    known = Announcement.objects.filter(organisation=organisation, rule=rule.key)
    for one in known:
        if one.subject_uuid not in due or due[one.subject_uuid].due_on > one.goes_on:
            one.delete()
        else:
            del due[one.subject_uuid]
    new = [
        Announcement(
            organisation=organisation,
            rule=rule.key,
            subject_type=rule.subject_type,
            subject_uuid=one.uuid,
            announced_on=today,
            goes_on=max(one.due_on, first_day),
        )
        for one in due.values()
    ]
    Announcement.objects.bulk_create(new)
    return len(new)


def with_holds(organisation: Any) -> QuerySet[Any]:
    """Announcements that know whether their record is held (`is_held`) on their day."""
    holds = Hold.objects.filter(
        organisation_id=OuterRef("organisation_id"),
        subject_type=OuterRef("subject_type"),
        subject_uuid=OuterRef("subject_uuid"),
        until__gte=OuterRef("goes_on"),
    )
    return Announcement.objects.filter(organisation=organisation).annotate(is_held=Exists(holds))


def due_today(organisation: Any, today: date) -> QuerySet[Any]:
    """What was announced for today or before; `is_held` is asked for today."""
    holds = Hold.objects.filter(
        organisation_id=OuterRef("organisation_id"),
        subject_type=OuterRef("subject_type"),
        subject_uuid=OuterRef("subject_uuid"),
        until__gte=today,
    )
    mine = Announcement.objects.filter(organisation=organisation, goes_on__lte=today)
    return mine.annotate(is_held=Exists(holds)).order_by("pk")


def _one_batch(organisation: Organisation, rule: Rule, months: int, today: date) -> int:
    """Let one batch of one rule go, with everything that says so; return how many records."""
    with _erasing(organisation):
        if rule.is_announced:
            batch: list[Any] = list(
                due_today(organisation, today).filter(rule=rule.key, is_held=False)[:BATCH]
            )
            wanted = [one.subject_uuid for one in batch]
            found = rule.due(organisation.pk, months, today, wanted) if batch else []
            Announcement.objects.filter(pk__in=[one.pk for one in batch]).delete()
        else:
            batch = found = rule.due(organisation.pk, months, today)[:BATCH]
        if found:
            _apply(organisation, rule, found, today)
        return len(batch)


def _apply(organisation: Organisation, rule: Rule, found: list[Any], today: date) -> None:
    went = rule.apply(organisation, found)
    run = RetentionRun.objects.select_for_update().get(pk=_run_of(organisation, today).pk)
    so_far = Counter(run.done.get(rule.key, {}))
    so_far.update({"records": len(found), **went})
    run.done[rule.key] = {model: rows for model, rows in so_far.items() if rows}
    run.save(update_fields=["done"])
    if rule.is_announced:
        audit.record(
            "time was over", by=None, organisation=organisation, what=rule.key, records=len(found)
        )


def _end(organisation: Organisation, today: date) -> None:
    with _erasing(organisation):
        RetentionRun.objects.filter(organisation=organisation, run_on=today).update(
            ended_at=timezone.now()
        )


def coming(organisation_id: int) -> list[dict[str, Any]]:
    """Return the next three days and what goes on each, in words; held records are left out."""
    today = timezone.localdate()
    found = with_holds(organisation_id).filter(is_held=False, goes_on__gte=today)
    days: dict[Any, int] = {}
    for day, rule in found.order_by("goes_on", "rule").values_list("goes_on", "rule")[:2000]:
        days[day, rule] = days.get((day, rule), 0) + 1
    return [
        {"day": day, "what": rules()[rule].in_words(number)}
        for (day, rule), number in list(days.items())[:3]
    ]
