"""Safe contact: no way counts as safe until somebody asked, over every channel there is."""

import re
import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from organisations.enums import Role
from rco_network.core.access import Refused
from rco_network.core.mail import all_letters, may_be_written_to
from rco_network.core.models import AuditEvent, RecordChange
from services.emails import TO_PARTICIPANTS
from services.enums import Channel
from services.models import ContactDetails, Note
from services.safe_contact import may_contact, safe_ways
from tests import factories
from tests.pages import same_number_of_queries

pytestmark = pytest.mark.django_db
PHONE, EMAIL, STREET = "0161 496 0123", "amina.marked@example.org", "9 Quxwyn Street"
FLAGS = {
    Channel.CALL: "may_call",
    Channel.VOICEMAIL: "may_leave_voicemail",
    Channel.TEXT: "may_text",
    Channel.EMAIL: "may_email",
    Channel.LETTER: "may_send_letters",
}


@pytest.fixture
def worker(db):
    return factories.make_membership(Role.WORKER)


@pytest.fixture
def amina(worker):
    with factories.acting(worker):
        return factories.make_participant(worker.organisation, name="Amina Yusuf")


@pytest.fixture
def contact(worker, amina):
    with factories.acting(worker):
        return ContactDetails.objects.create(
            organisation=worker.organisation,
            participant=amina,
            phone=PHONE,
            email=EMAIL,
            address=STREET,
        )


def colleague(worker, role):
    return factories.make_membership(role, organisation=worker.organisation)


def allow(worker, contact, *flags):
    with factories.acting(worker):
        for flag in flags:
            setattr(contact, flag, True)
        contact.save()


def typed(**fields):
    return {"phone": PHONE, "email": EMAIL, "address": STREET, "language": "", **fields}


class TestMayContact:
    @pytest.mark.parametrize("channel", list(Channel))
    def test_nothing_is_safe_that_nobody_asked(self, worker, amina, channel):
        with factories.acting(worker), pytest.raises(Refused, match="Nobody has asked yet"):
            may_contact(amina, channel)

    @pytest.mark.parametrize("channel", list(Channel))
    def test_each_way_needs_its_own_yes(self, worker, amina, contact, channel):
        everything = set(FLAGS.values())
        allow(worker, contact, *(everything - {FLAGS[channel]} - {"may_leave_voicemail"}))
        with factories.acting(worker):
            with pytest.raises(Refused, match=f"not safe to {channel.label}"):
                may_contact(amina, channel)
            assert channel not in safe_ways(ContactDetails.objects.get())
        allow(worker, contact, *everything)
        with factories.acting(worker):
            assert may_contact(amina, channel) in (PHONE, EMAIL, STREET)

    def test_yes_without_a_number_leads_nowhere(self, worker, amina, contact):
        contact.phone = ""
        allow(worker, contact, "may_call")
        with factories.acting(worker), pytest.raises(Refused, match="Nothing is known"):
            may_contact(amina, Channel.CALL)

    def test_only_the_address_of_now_is_used(self, as_member, worker, amina, contact):
        allow(worker, contact, "may_send_letters")
        client = as_member(worker)
        was = client.get(reverse("contact-edit", args=[amina.uuid])).context["form"].initial["was"]
        data = typed(address="1 New Road", may_send_letters="on", was=was)
        client.post(reverse("contact-edit", args=[amina.uuid]), data)
        with factories.acting(worker):
            assert may_contact(amina, Channel.LETTER) == "1 New Road"
        manager = colleague(worker, Role.MANAGER)
        with factories.acting(manager):
            changes = RecordChange.objects.filter(record_type="services.contactdetails")
            last = changes.order_by("id").last()
            assert "address" in last.fields
            assert "address" not in (last.was or {})

    def test_a_scope_that_sees_no_details_finds_nothing_safe(self, worker, amina, contact):
        allow(worker, contact, "may_call")
        logger = colleague(worker, Role.LOGGER)
        with factories.acting(logger):
            assert not ContactDetails.objects.exists()
            with pytest.raises(Refused):
                may_contact(amina, Channel.CALL)


class TestMail:
    def may(self, address, about, kind=f"{TO_PARTICIPANTS}reminder"):
        return may_be_written_to(address, kind, about)

    def test_leaves_only_to_the_safe_address_of_now(self, worker, amina, contact):
        assert not self.may(EMAIL, amina.uuid)
        allow(worker, contact, "may_email")
        assert self.may(EMAIL, amina.uuid)
        assert not self.may("old@example.org", amina.uuid)
        assert not self.may(EMAIL, uuid.uuid4())
        assert not self.may(EMAIL, None)
        with factories.acting(worker):
            ContactDetails.objects.update(may_email=False)
        assert not self.may(EMAIL, amina.uuid)

    def test_staff_are_written_to_as_before(self, worker):
        assert self.may(worker.user.email, None, kind="accounts.code")

    def test_every_kind_of_mail_has_a_subject_that_says_nothing(self):
        """Subjects are constants that name the product; none goes to a participant yet."""
        letters = all_letters()
        assert len(letters) > 4
        for letter in letters:
            assert not letter.kind.startswith(TO_PARTICIPANTS)
            assert len(letter.subject) < 60
            assert not re.search(r"[{}%@<>]", letter.subject)
            for word in ("refugee", "asylum", "concern", "restricted", "class", "advice"):
                assert word not in letter.subject.lower()


class TestContactPage:
    def test_warns_before_the_number_and_links_only_what_is_safe(
        self, as_member, worker, amina, contact
    ):
        contact.before_contact = "He reads her messages."
        allow(worker, contact, "may_email")
        text = as_member(worker).get(reverse("contact", args=[amina.uuid])).text
        assert "tel:" not in text and "sms:" not in text
        assert f'href="mailto:{EMAIL}"' in text
        assert text.index("He reads her messages.") < text.index(PHONE)
        assert text.index("Not safe: do not call them.") < text.index(PHONE)
        allow(worker, contact, "may_call", "may_text")
        text = as_member(worker).get(reverse("contact", args=[amina.uuid])).text
        assert 'href="tel:01614960123"' in text and 'href="sms:01614960123"' in text

    def test_only_that_page_holds_details_and_each_opening_is_written_down(
        self, as_member, worker, amina, contact
    ):
        client = as_member(worker)
        for name in ("participant", "notes", "participant-edit", "participant-outcomes"):
            text = client.get(reverse(name, args=[amina.uuid])).text
            assert PHONE not in text and EMAIL not in text and STREET not in text
        assert PHONE in client.get(reverse("contact", args=[amina.uuid])).text
        with factories.acting(worker):
            opened = AuditEvent.objects.filter(action="contact details opened")
            assert [event.subject_uuid for event in opened] == [amina.uuid]

    def test_is_first_written_and_then_changed(self, as_member, worker, amina):
        client, address = as_member(worker), reverse("contact-edit", args=[amina.uuid])
        key = client.get(address).context["form"]["key"].value()
        answers = [client.post(address, typed(key=str(key), may_call="on")) for _ in "ab"]
        assert [answer.status_code for answer in answers] == [302, 302]
        with factories.acting(worker):
            [details] = ContactDetails.objects.all()
            assert (details.phone, details.may_call, details.may_text) == (PHONE, True, False)

    def test_whoever_filled_an_empty_page_meanwhile_is_told(
        self, as_member, worker, amina, contact
    ):
        page = as_member(worker).post(
            reverse("contact-edit", args=[amina.uuid]), typed(key=str(uuid.uuid4()), phone="0199")
        )
        assert page.status_code == 409
        assert f"Phone: {PHONE}" in page.text
        assert 'value="0199"' in page.text

    def test_whoever_is_second_sees_what_changed(self, as_member, worker, amina, contact):
        client, address = as_member(worker), reverse("contact-edit", args=[amina.uuid])
        was = client.get(address).context["form"].initial["was"]
        allow(worker, contact, "may_text")
        assert client.post(address, typed(was=was)).status_code == 409

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"phone": "ring me"}, "Write a phone number"),
            ({"email": "amina"}, "like amina@example.org"),
            ({"address": "x" * 401}, "at most 400"),
            ({"before_contact": "x" * 1001}, "at most 1,000"),
            ({"may_leave_voicemail": "on"}, "only where a call is safe"),
            ({"language": "xx"}, "Choose a language"),
        ],
    )
    def test_bad_input_gets_a_sentence(self, as_member, worker, amina, fields, sentence):
        address = reverse("contact-edit", args=[amina.uuid])
        page = as_member(worker).post(address, typed(key=str(uuid.uuid4()), **fields))
        assert page.status_code == 422
        assert sentence in page.text

    def test_loggers_and_strangers_open_nothing(self, as_member, worker, amina, contact):
        logger, stranger = colleague(worker, Role.LOGGER), factories.make_membership(Role.MANAGER)
        for name in ("contact", "contact-edit", "notes"):
            refused = as_member(logger).get(reverse(name, args=[amina.uuid]))
            assert refused.status_code == 403
            assert "Your role does not let you" in refused.text
            for key in (amina.uuid, uuid.uuid4()):
                assert as_member(stranger).get(reverse(name, args=[key])).status_code == 404

    def test_is_sealed_in_the_database(self, worker, amina, contact):
        with factories.acting(worker), connection.cursor() as cursor:
            cursor.execute("select to_json(c)::text from services_contactdetails c")
            [[row]] = cursor.fetchall()
        assert PHONE not in row and EMAIL not in row and STREET not in row


class TestNotes:
    def test_is_written_once_read_and_corrected(self, as_member, worker, amina):
        client, address = as_member(worker), reverse("notes", args=[amina.uuid])
        data = {"key": str(uuid.uuid4()), "kind": "call", "text": "She likes tea."}
        for _ in "ab":
            assert client.post(address, data).status_code == 302
        with factories.acting(worker):
            [note] = Note.objects.all()
        assert note.written_by_id == worker.user_id
        assert "She likes tea." in client.get(address).text
        edit = reverse("note-edit", args=[note.uuid])
        was = client.get(edit).context["form"].initial["was"]
        client.post(edit, {"kind": "note", "text": "She likes coffee.", "was": was})
        text = client.get(address).text
        assert "coffee" in text and "tea" not in text
        assert client.post(edit, {"kind": "note", "text": "Late.", "was": was}).status_code == 409
        assert client.post(address, {"kind": "note", "text": "\u202e "}).status_code == 422

    def test_costs_the_same_for_one_and_for_three(self, as_member, worker, amina):
        client = as_member(worker)

        def add():
            with factories.acting(worker):
                Note.objects.create(
                    organisation=worker.organisation,
                    participant=amina,
                    text="Noted.",
                    written_by=worker.user,
                )

        same_number_of_queries(lambda: client.get(reverse("notes", args=[amina.uuid])), add)

    def test_a_colleague_without_the_right_writes_nothing(self, worker, amina):
        logger = colleague(worker, Role.LOGGER)
        with (
            factories.acting(logger),
            pytest.raises(DatabaseError, match="row-level"),
            transaction.atomic(),
        ):
            Note.objects.create(organisation=worker.organisation, participant=amina, text="x")


class TestVisitor:
    """Whoever came through the break-glass door reads, and changes nothing."""

    def test_reads_people_and_groups_and_every_write_is_refused(
        self, as_member, worker, amina, contact
    ):
        visitor = colleague(worker, Role.VISITOR)
        with factories.acting(worker):
            group = factories.make_group(worker.organisation)
            factories.enrol(group, amina)
            session = factories.make_session(group, factories.date(2026, 9, 15), present=[amina])
            note = Note.objects.create(
                organisation=worker.organisation, participant=amina, text="Noted."
            )
        client = as_member(visitor)
        for name, there in (
            ("people", None),
            ("participant", amina),
            ("contact", amina),
            ("notes", amina),
            ("groups", None),
            ("group", group),
            ("service", group.service),
        ):
            page = client.get(reverse(name, args=[there.uuid] if there else []))
            assert page.status_code == 200, name
            for word in (">Change<", "Add someone", "Add people", "New service", "Open the reg"):
                assert word not in page.text, (name, word)
        for name, there in (
            ("participant-new", None),
            ("participant-edit", amina),
            ("contact-edit", amina),
            ("notes", amina),
            ("note-edit", note),
            ("restrict", amina),
            ("restrict-lift", amina),
            ("outcome-new", amina),
            ("service-new", None),
            ("service-edit", group.service),
            ("service-close", group.service),
            ("service-reopen", group.service),
            ("service-domains", group.service),
            ("group-new", group.service),
            ("group-edit", group),
            ("group-close", group),
            ("group-reopen", group),
            ("group-staff", group),
            ("group-people", group),
            ("group-people-remove", group),
            ("register", group),
            ("session-register", session),
            ("import-new", None),
        ):
            answer = client.post(reverse(name, args=[there.uuid] if there else []), {"x": "1"})
            assert answer.status_code == 403, name
