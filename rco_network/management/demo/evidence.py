"""Sentences of evidence, by position of their domain in the Indicators of Integration."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from .communities import AFGHAN, ERITREAN, ETHIOPIAN, IRANIAN, SUDANESE, SYRIAN, UKRAINIAN
from .life import Life
from .people import new_uuid

WORK, HOUSING, EDUCATION, HEALTH, LEISURE, BONDS, BRIDGES, LINKS = range(1, 9)
LANGUAGE, CULTURE, DIGITAL, SAFETY, STABILITY, RIGHTS = range(9, 15)

ENGLISH: dict[int, tuple[str, ...]] = {
    WORK: (
        "Started a job in a bakery after we practised the interview together.",
        "Passed the food hygiene course and now works two days a week.",
        "Had a first payslip, and brought it in to show the group.",
        "Has a place on the council's apprenticeship scheme from next month.",
    ),
    HOUSING: (
        "Moved from a hotel into a flat of their own; we helped with the forms.",
        "The landlord repaired the boiler after the letter that we wrote together.",
        "Is now on the housing register, which a year ago was refused.",
        "Signed a tenancy for twelve months and understood every page of it.",
    ),
    EDUCATION: (
        "Passed Entry Level 2 reading and has enrolled at college.",
        "Both children now have a school place within walking distance.",
        "Had a degree recognised and applied for a course to go on.",
    ),
    HEALTH: (
        "Registered with a doctor and went to the appointment without an interpreter.",
        "Says that sleep is better since the walking group began.",
        "Booked the children's vaccinations after the nurse's visit to the group.",
        "Has seen a dentist for the first time in four years.",
    ),
    LEISURE: (
        "Joined the swimming sessions at the leisure centre with two others.",
        "Plays in the Sunday side and was asked to captain it.",
        "Got a library card and takes the children every fortnight.",
    ),
    BONDS: (
        "Two women who met here now look after each other's children.",
        "Said: before this I spoke to nobody all week; now my phone rings.",
        "Cooked for forty people with new friends from the group.",
    ),
    BRIDGES: (
        "Invited the neighbours from next door to the feast, and they came.",
        "Volunteers at the allotment with people from the whole street.",
        "Gave a talk about home at the local school.",
    ),
    LINKS: (
        "Spoke at the ward meeting about the bus, and the councillor wrote back.",
        "Knows whom to call at the council, and has called.",
        "Joined the patients' group at the surgery.",
    ),
    LANGUAGE: (
        "Rang the school alone and explained why the child was ill.",
        "Read a letter from the council aloud in class and answered it.",
        "Moved up from beginners to improvers.",
        "Made a joke in English; the whole class laughed.",
    ),
    CULTURE: (
        "Cooked the feast day's dishes with the class and wrote the recipes down.",
        "Played at the new year concert in front of two hundred people.",
        "Teaches others the songs that the family sings.",
    ),
    DIGITAL: (
        "Filled in an application form online without help.",
        "Set up online banking at the help session and uses it.",
        "Now books appointments on the surgery's website.",
    ),
    SAFETY: (
        "Walks to the centre alone now; in spring a friend had to come along.",
        "Reported abuse on the tram and was taken seriously.",
        "Says that this is the one room in the week that feels safe.",
    ),
    STABILITY: (
        "Debts are in a payment plan that is being kept.",
        "Benefits were put right after an appeal that we helped to write.",
        "Has had the same address for a year.",
    ),
    RIGHTS: (
        "Understood the tenancy rights session and asked for the deposit certificate.",
        "Registered to vote and explained to the group how it is done.",
        "Knew that the fee was not lawful, and said so; it was paid back.",
    ),
}

# Of those under eighteen.
YOUNG: dict[int, tuple[str, ...]] = {
    EDUCATION: (
        "The teacher wrote that homework is handed in every week since the club.",
        "Moved up a set in maths and told everybody.",
        "Reads a whole chapter alone now.",
    ),
    LANGUAGE: (
        "Translated the class rules for a newcomer, without being asked.",
        "Spoke in the school assembly.",
    ),
    CULTURE: (
        "Read a first page in the family's language to a grandparent on the phone.",
        "Recited a poem at the new year feast.",
    ),
    LEISURE: (
        "Plays in the school team since the autumn.",
        "Got a library card and uses it every fortnight.",
    ),
    BONDS: (
        "Has two friends from the club who come home for tea.",
        "Was the one who welcomed the new boy to the club.",
    ),
}

# What people said in their own words; written by hand, each a plain sentence.
IN_OWN_WORDS: dict[str, dict[int, tuple[str, ...]]] = {
    "ti": {
        LANGUAGE: ("ሕጂ ምስ ሓኪም ብእንግሊዝኛ ክዛረብ ይኽእል እየ።",),
        WORK: ("ስራሕ ረኺበ ኣለኹ።",),
        BONDS: ("ኣብዚ ሓደሽቲ ኣዕሩኽ ረኺበ።",),
        DIGITAL: ("ብኢንተርነት ቆጸራ ክሕዝ ተማሂረ።",),
        EDUCATION: ("ደቀይ ኣብ ቤት ትምህርቲ ጽቡቕ ይመሃሩ ኣለዉ።",),
        HOUSING: ("ሓድሽ ገዛ ረኺብና።",),
    },
    "am": {
        LANGUAGE: ("አሁን ከሐኪሙ ጋር በእንግሊዝኛ መነጋገር እችላለሁ።",),
        WORK: ("አዲስ ሥራ አገኘሁ።",),
        BONDS: ("እዚህ አዲስ ጓደኞች አፈራሁ።",),
        DIGITAL: ("በኢንተርኔት ቀጠሮ መያዝ ተማርኩ።",),
        EDUCATION: ("ልጆቼ በትምህርት ቤት በደንብ እየተማሩ ነው።",),
        HOUSING: ("አዲስ ቤት አገኘን።",),
    },
    "ar": {
        LANGUAGE: ("أصبحت أتحدث مع الطبيبة بالإنجليزية دون مترجم.",),
        WORK: ("وجدت عملاً في مخبز قريب من البيت.",),
        BONDS: ("لم أعد أشعر بالوحدة، فقد صار لي أصدقاء هنا.",),
        BRIDGES: ("تعرفت على جيراني وصرنا نلتقي كل أسبوع.",),
        DIGITAL: ("تعلمت حجز المواعيد عبر الإنترنت.",),
        EDUCATION: ("سجلت أولادي في المدرسة بنفسي.",),
        CULTURE: ("صارت ابنتي تقرأ لجدتها بالعربية على الهاتف.",),
        HOUSING: ("حصلنا على بيت مناسب بعد أشهر من الانتظار.",),
        RIGHTS: ("أعرف الآن حقوقي عندما أستأجر بيتاً.",),
        SAFETY: ("أشعر بالأمان عندما أخرج مع أطفالي.",),
    },
    "fa": {
        LANGUAGE: ("حالا می‌توانم بدون مترجم با پزشک صحبت کنم.",),
        WORK: ("در یک نانوایی نزدیک خانه کار پیدا کردم.",),
        BONDS: ("اینجا دوستان تازه‌ای پیدا کردم.",),
        DIGITAL: ("یاد گرفتم از طریق اینترنت وقت بگیرم.",),
        EDUCATION: ("خودم فرزندم را در مدرسه ثبت‌نام کردم.",),
        CULTURE: ("دخترم برای مادربزرگش یک شعر فارسی خواند.",),
        HOUSING: ("بعد از چند ماه یک خانهٔ مناسب گرفتیم.",),
        RIGHTS: ("حالا حقوق خودم را به‌عنوان مستأجر می‌دانم.",),
        HEALTH: ("از وقتی به باغ می‌آیم حالم بهتر است.",),
    },
    "uk": {
        LANGUAGE: ("Тепер я розмовляю з лікарем англійською без перекладача.",),
        WORK: ("Я знайшла роботу за своїм фахом.",),
        BONDS: ("Тут у мене з’явилися нові друзі.",),
        BRIDGES: ("Ми щотижня зустрічаємося із сусідами.",),
        DIGITAL: ("Я навчилася записуватися на прийом через інтернет.",),
        EDUCATION: ("Син почувається у школі впевненіше.",),
        CULTURE: ("Діти співають українських пісень і знають, про що вони.",),
        HOUSING: ("Ми знайшли власне житло.",),
        HEALTH: ("Після розмов у колі я краще сплю.",),
    },
}
_WORDS_OF = {
    ERITREAN: "ti",
    ETHIOPIAN: "am",
    SUDANESE: "ar",
    SYRIAN: "ar",
    IRANIAN: "fa",
    AFGHAN: "fa",
    UKRAINIAN: "uk",
}

# (person, domain's position, service's number in the plan, day, sentence, language, quotable, uuid)
Told = tuple[int, int, int, date, str, str, bool, UUID]


def outcomes(life: Life, rng: Random, today: date) -> list[Told]:
    """Return about one outcome for every forty marks, each after some weeks of coming."""
    told: list[Told] = []
    quoted: set[str] = set()
    for group in life.groups:
        number = life.plan.services.index(group.service)
        for place in group.places:
            day = place.enrolled_on + timedelta(days=rng.randint(25, 200))
            if rng.random() > 0.5 or day >= min(today, place.left_on or today):
                continue
            person = life.people.everybody[place.person]
            domain = rng.choices(group.service.domains, _falling(group.service.domains))[0]
            language = _WORDS_OF.get(person.community, "en")
            own = IN_OWN_WORDS.get(language, {}).get(domain)
            if person.age < 18:
                domain = domain if domain in YOUNG else EDUCATION
                language, own = "en", YOUNG[domain]
            elif own is None or rng.random() > 0.5:
                language, own = "en", ENGLISH[domain]
            sentence = rng.choice(own)
            may_be_quoted = rng.random() < 0.55 and sentence not in quoted
            if may_be_quoted:
                quoted.add(sentence)
            told.append(
                (
                    place.person,
                    domain,
                    number,
                    day,
                    sentence,
                    language,
                    may_be_quoted,
                    new_uuid(rng),
                )
            )
    return told


def _falling(domains: tuple[int, ...]) -> list[int]:
    """The first domain of a service is the one that it is about."""
    return [3 if n == 0 else 1 for n in range(len(domains))]
