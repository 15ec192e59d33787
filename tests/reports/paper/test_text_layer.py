"""What a search or a screen reader finds is what the page shows."""

import io
import unicodedata

import pypdf
import pytest

from rco_network.core import languages
from rco_network.core.paper.text_layer import LIMITS, SAID, SPELT, drawable, needs_actual_text

from . import documents

# In right-to-left text without marks, lam-alef, digits and full stops (LIMITS says why).
SENTENCES = {
    "en": "I can speak to my son's teacher by myself now",
    "uk": "Група допомогла мені вивчити мову та знайти роботу.",
    "ti": "እዚ ጉጅለ ቋንቋ ክመሃር ሓጊዙኒ።",
    "am": "ቡድኑ ቋንቋ እንድማር ረድቶኛል።",
    "so": "Kooxdu waxay iga caawisay barashada luqadda.",
    "kmr": "Komê alîkariya min kir ku ez fêrî ziman bibim.",
    "sq": "Grupi më ndihmoi të mësoj gjuhën.",
    "fr": "L’équipe m’a aidée à trouver du travail.",
    "tr": "Grup dil öğrenmeme yardımcı oldu.",
    "ru": "Группа помогла мне найти работу.",
    "ka": "ჯგუფი დამეხმარა",
    "ps": "دې ډلې له ما سره مرسته وکړه",
    "ckb": "ئەم گروپە یارمەتی دام بۆ فێربوونی زمان",
    "ur": "اس گروپ نے زبان سیکھنے میں میری مدد کی",
    "ar": "ساعدتني المجموعة في تعلم اللغة وإيجاد أصدقاء جدد",
    "fa": "این گروه به من کمک کرد تا زبان یاد بگیرم و کار پیدا کنم",
    "vi": "Nhóm đã giúp tôi học tiếng Anh và tìm việc làm",
    "bn": "দলটি আমাকে ইংরেজি শিখতে সাহায্য করেছে",
    "ta": "குழு எனக்கு ஆங்கிலம் கற்க உதவியது",
    "si": "කණ්ඩායම මට ඉංග්‍රීසි ඉගෙන ගැනීමට උදව් කළා",
    "my": "အဖွဲ့က ကျွန်တော့်ကို အင်္ဂလိပ်စာ သင်ယူဖို့ ကူညီခဲ့တယ်",
    "ne": "समूहले मलाई अङ्ग्रेजी सिक्न मद्दत गर्‍यो",
    "pa": "ਸਮੂਹ ਨੇ ਮੈਨੂੰ ਅੰਗਰੇਜ਼ੀ ਸਿੱਖਣ ਵਿੱਚ ਮਦਦ ਕੀਤੀ",
}


def first_line(text: str) -> str:
    return text.lstrip().split("\n")[0].strip()


def with_pypdf(made: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text()


def test_every_language_named_exact_has_a_sentence() -> None:
    assert set(SPELT) | set(SAID) == set(SENTENCES)


@pytest.mark.parametrize("language", SENTENCES)
def test_poppler_reads_the_sentence_exactly(language, sentence_pdf, poppler) -> None:
    sentence = SENTENCES[language]
    made = sentence_pdf(sentence, language, languages.direction(language))
    assert first_line(poppler(made)) == sentence


@pytest.mark.parametrize("language", SPELT)
def test_the_shapes_alone_spell_the_sentence(language, sentence_pdf) -> None:
    sentence = SENTENCES[language]
    made = sentence_pdf(sentence, language, languages.direction(language))
    assert first_line(with_pypdf(made)) == sentence


@pytest.mark.parametrize(
    "sentence", ["لا أعرف الأصدقاء الآن", "هذا أيضًا مهم جدًا، أُعدّ شهرًا", "مُحَمَّدٌ رَسُولٌ"]
)
def test_arabic_marks_and_ligatures_lose_no_letter(sentence: str, sentence_pdf) -> None:
    made = sentence_pdf(f"{sentence} {sentence}", "ar", "rtl")
    assert first_line(with_pypdf(made)) == f"{sentence} {sentence}"


def test_every_voice_is_whole_in_a_report_of_many_languages(english: bytes) -> None:
    read = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(english)).pages)
    for voice in documents.VOICES:
        assert voice.text.rstrip(".") in read


def test_summary_and_numbers_are_in_the_text(english: bytes, poppler) -> None:
    read = " ".join(poppler(english).split())
    for sentence in documents.report().summary:
        assert sentence.text in read
    assert "5,204 to 5,375" in read


def test_what_no_font_has_is_replaced_and_nothing_else() -> None:
    assert drawable("Tea, чай, شاي, ሻይ, চা, 茶\u200c") == "Tea, чай, شاي, ሻይ, চা, \ufffd\u200c"


def test_actual_text_is_kept_from_right_to_left_passages() -> None:
    assert needs_actual_text(SENTENCES["ta"])
    assert not needs_actual_text(SENTENCES["uk"])
    assert not needs_actual_text(SENTENCES["ar"] + SENTENCES["ta"])


def test_every_limit_gives_its_reason() -> None:
    assert all(what and why for what, why in LIMITS)
    assert unicodedata.normalize("NFC", LIMITS[0][0]) == LIMITS[0][0]
