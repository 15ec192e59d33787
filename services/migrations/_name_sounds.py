"""SQL by which names are compared across scripts and spellings; frozen with its migration.

A word of a name (core.text.search_key) is carried into Latin letters, vowels kept
(`services_romanised`), and read in the ways in which people who write names down by ear read it
(`services_sounds`): a reading is the skeleton of consonants, with letters that one name is spelt
with made one. Sources for what is spelt how: the United Nations' and national romanisations of
Arabic, Persian, Ukrainian and Russian, and of Amharic (EAE) and Tigrinya; the alphabets of Somali,
Kurmanji, Turkish and Albanian; Unicode's charts for Ethiopic and the scripts laid out like ISCII.
"""

import json

# Letters that keep a mark when accents are taken off, and the scripts letter by letter.
_LATIN = "đd ðd ıi łl øo æae œoe þth əa ŋn ħh ɛe ɔo ɓb ɗd ƙk"
_ARABIC = (
    "اa بb پp تt ثth جj چch حh خkh دd ذdh رr زz ژzh سs شsh صs ضdh طt ظdh ع فf قq کk گg لl مm نn "
    "وw هH یy ء غgh ەa ھH ہH ۃH ێe ۆo ڵl ڕr ڤv ٹt ڈd ڑr ےe ںn ټt ډd ړr ښsh ږzh څts ځz ېe ۍy ګg ڼn "
    "ۀa ڭng ۇu ۈu ې e ۋv ٱa"
).replace("ې e ", "")
_CYRILLIC = (
    "аa бb вv гg ґg дd еe єye жzh зz иi іi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch "
    "ъ ыy ь эe юyu яya ђdj јj љl њn ћch џdj қq ғgh ҳh ҷj әa өo ұu үu һh ңn җj"
)
_ETHIOPIC_ROWS = (
    "H l H m s r s sh q qw q qw b v t ch H Hw n n a k kw kh khw w a z zh y d d j g gw g t ch p ts "
    "ts f p"
).split()
_ETHIOPIC_VOWELS = ("e", "u", "i", "a", "e", "", "o", "wa")
# By place in a block of 128; Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu,
# Kannada and Malayalam have the same sounds in the same places.
_INDIC_BLOCKS = (0x900, 0x980, 0xA00, 0xA80, 0xB00, 0xB80, 0xC00, 0xC80, 0xD00)
_INDIC_VOWELS = dict(
    zip(range(0x05, 0x15), "a a i i u u r l e e e ai o o o au".split(), strict=True)
)
_INDIC_CONSONANTS = dict(
    zip(
        range(0x15, 0x3A),
        "k kh g gh n ch ch j j n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s "
        "H".split(),
        strict=True,
    )
)
_INDIC_SIGNS = dict(zip(range(0x3E, 0x4D), "a i i u u r r e e e ai o o o au".split(), strict=True))

# One name in the languages of those who bear it, as passports write it: the first stands for all.
FAMILIES = """
mohammed mohd md muhd mohamed muhammad mehmet mehmed mamadou mamadu
reza rida ridha riza rıza
ramadan ramazan ramzan ramadhan
ibrahim brahim abraham avraam
jamal gamal
nikolai mykola mikola nicolas nikola nikolay mykolai nicholas
sergei serhii serhiy sergii sergiy serhij
oleg oleh
igor ihor
evgeni yevhen yevhenii yevgen yevheniy yevgeny yevgeniy evgeny evgeniy evgenii eugene yevgenii
evgenia yevheniia yevheniya evgeniya yevgenia yevgeniya evgeniia eugenia
ekaterina kateryna katerina yekaterina katarina catherine
anna hanna ganna
galina halyna halina
georgi heorhii heorhiy georgy georgiy heorgiy
yuri yurii yuriy iurii yuryi
grigori hryhorii hryhoriy grigory grigoriy hrihoriy
bogdan bohdan
elena olena yelena alena helena
lesya olesia olesya lesia
olga olha
mikhail mykhailo mykhaylo michael mikhailo mihail
pyotr petro petr peter pedro piotr
pavel pavlo paul pawel
vladimir volodymyr wolodymyr vladimyr
ilya illia illya iliya ilia
lev leo levko
darya daria dariia odarka
zhanna janna
elizaveta yelyzaveta yelizaveta lizaveta elisabeth elizabeth
yosef joseph yousef yusuf youssef yusif iosif yosief
isa issa eissa
"""


def _pairs(text: str) -> dict[str, str]:
    return {letters[0]: letters[1:] for letters in text.split()}


def letters() -> dict[str, str]:
    """Return what each letter of the other scripts is in Latin letters."""
    found = _pairs(_LATIN) | _pairs(_ARABIC) | _pairs(_CYRILLIC)
    for row, consonant in enumerate(_ETHIOPIC_ROWS):
        for place, vowel in enumerate(_ETHIOPIC_VOWELS):
            if consonant == "a":
                sound = vowel if vowel not in ("", "e", "wa") else {"": "e"}.get(vowel, "a")
            else:
                sound = consonant + vowel
            found[chr(0x1200 + row * 8 + place)] = sound
    for block in _INDIC_BLOCKS:
        for table in (_INDIC_VOWELS, _INDIC_CONSONANTS, _INDIC_SIGNS):
            found |= {chr(block + place): sound for place, sound in table.items()}
    return found


def families() -> dict[str, str]:
    """Return the spelling that stands for all, by each of the others, as `word` would be."""
    found = {}
    for line in FAMILIES.strip().splitlines():
        first, *others = line.split()
        found |= {_plain(other): first for other in others}
    return found


def _plain(word: str) -> str:
    plain = word.replace("y", "i").replace("ı", "i")
    return "".join(c for n, c in enumerate(plain) if n == 0 or plain[n - 1] != c)


def _literal(table: dict[str, str]) -> str:
    return "'" + json.dumps(table, ensure_ascii=False).replace("'", "''") + "'::jsonb"


ROMANISED = f"""
create function services_romanised(word text) returns text
language plpgsql immutable strict parallel safe as $$
declare
    plain text := word;
begin
    if word !~ '^[a-z0-9 ]*$' then
        -- An ayn that begins a name is heard as the vowel after it.
        plain := coalesce((
            select case when left(word, 1) = 'ع' then 'a' else '' end
                || string_agg(coalesce({_literal(letters())} ->> letter, letter), '' order by place)
            from regexp_split_to_table(word, '') with ordinality as found (letter, place)
        ), '');
    end if;
    return coalesce({_literal(families())}
        ->> regexp_replace(translate(plain, 'y', 'i'), '(.)\\1+', '\\1', 'g'), plain);
end
$$;
"""

# An h of its own is a capital, so that what other scripts write after z or s makes no zh or sh.
SOUNDS = r"""
create function services_sounds(plain text) returns text[]
language plpgsql immutable strict parallel safe as $$
declare
    word text := regexp_replace(plain, '(.)\1+', '\1', 'g');
    readings text[];
begin
    if word !~ '^[a-zH]+$' then
        return array[left(word, 200)];
    end if;
    readings := array[word];
    if word ~ '[xc]' then
        -- Somali: x for h and c for a sound that others leave out; Kurmanji and Turkish: c for j.
        readings := readings || regexp_replace(
            replace(replace(replace(word, 'ch', 'S'), 'x', 'h'), 'c', ''), '^[aeiou]+', 'a');
        readings := readings || replace(replace(replace(word, 'ch', 'S'), 'x', 'k'), 'c', 'j');
    end if;
    if word ~ 'th|dh' then
        readings := readings
            || array(select regexp_replace(r, 'th|dh', 's', 'g') from unnest(readings) r);
    end if;
    if word ~ 'kh' then
        readings := readings || array(select replace(r, 'kh', 'h') from unnest(readings) r);
    end if;
    if word ~ '^h[rln]' then
        readings := readings || ('g' || substr(word, 2));
    end if;
    if word ~ 'j' then
        readings := readings || array(select replace(r, 'j', 'y') from unnest(readings) r);
    end if;
    if word ~ '^y[ei]' then
        readings := readings || array(select substr(r, 2) from unnest(readings) r);
    end if;
    if substr(word, 2) ~ '[vw]' then
        readings := array(
            select left(r, 1) || translate(substr(r, 2), 'v', 'w') from unnest(readings) r)
            || array(
            select left(r, 1) || translate(substr(r, 2), 'vw', '') from unnest(readings) r);
    end if;
    return array(
        select case when length(bare) > 1 then bare else
            regexp_replace(regexp_replace(translate(word, 'yeowH', 'iiuuh'), '(?<=.)h$', ''),
                '(.)\1+', '\1', 'g') end
        from (
            select min(place) as place, one, services_skeleton(one) as bare
            from unnest(readings) with ordinality as found (one, place) group by one
        ) as each_reading
        group by 1 order by min(place) limit 6
    );
end
$$;

create function services_skeleton(word text) returns text
language sql immutable strict parallel safe as $$
    with assimilated as (
        -- Abdul Rahman, Abdurrahman, Abdelrahman; Nur al-Din, Nuruddin.
        select regexp_replace(regexp_replace(word,
            '^[aeiou]*bd[aeiou]*l(?=[^aeioul])(?![hH]$)', 'abd'), '[aeiou]+l(?=d+[aeiouy]+n)', '') as w
    ), joined as (
        select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
            replace(replace(replace(replace(replace(replace(replace(replace(
            w, 'tsch', 's'), 'sch', 's'), 'shch', 's'), 'tch', 's'), 'dzh', 'j'), 'dz', 'j'),
            'dj', 'j'), 'xh', 'j'), 'gj', 'j'), 'zh', 'j'), 'ph', 'f'), 'kh', 'k'), 'gh', 'k'),
            'sh', 's'), 'ch', 's'), 'th', 't'), 'dh', 't'), 'bh', 'b') as w from assimilated
    ), classes as (
        select regexp_replace(regexp_replace(regexp_replace(replace(replace(w, 'ts', 's'),
            'tz', 's'), 'c(?=[eiy])', 's', 'g'), '(?<=.)x', 'ks', 'g'), '^x', 'h') as w from joined
    ), merged as (
        select regexp_replace(translate(w, 'SqcgpdzvH', 'skkkbtswh'), '(.)\1+', '\1', 'g') as w
        from classes
    ), start as (
        select regexp_replace(regexp_replace(w, '^(y(?=[^iy])|i(?=[aou]))', 'Y'),
            '^[aeiouy]+', 'a') as w
        from merged
    )
    select replace(left(w, 1) || regexp_replace(substr(w, 2), '[aeiouy]+|h$', '', 'g'), 'Y', 'y')
    from start
$$;
"""

# The rows of a name: each word in its place, neighbours written as one (Gebre Meskel and
# Gebremeskel), and the whole name, its words in the order of the alphabet, behind a "=". An article
# or the like has the place of the word that it stands before, and is not found by sound.
KEYS = """
create function services_name_keys(name_key text)
returns table (place smallint, spans smallint, word text, sound text)
language plpgsql immutable strict parallel safe rows 8 as $$
declare
    all_words text[] := string_to_array(name_key, ' ');
    words text[] := '{}';
    firsts text[] := '{}';
    read text[];
    one text;
begin
    foreach one in array all_words loop
        if one = '' or cardinality(words) >= 8 then
            continue;
        end if;
        if one in ('al', 'el', 'ul', 'ud', 'ad', 'as', 'bin', 'ben', 'bint', 'ibn', 'ال', 'بن',
                'بنت', 'ابن') and cardinality(all_words) > 1 then
            place := cardinality(words); spans := 1; word := one; sound := '';
            return next;
            continue;
        end if;
        place := cardinality(words); spans := 1; word := one;
        read := services_sounds(services_romanised(one));
        foreach sound in array read loop
            return next;
        end loop;
        words := words || one;
        firsts := firsts || read[1];
        -- The article written with its word.
        if one ~ '^(ال...|al....)' then
            foreach sound in array services_sounds(services_romanised(substr(one, 3))) loop
                return next;
            end loop;
        end if;
    end loop;
    for n in 1 .. least(cardinality(words), 5) - 1 loop
        place := n - 1; spans := 2; word := words[n] || words[n + 1];
        foreach sound in array services_sounds(services_romanised(word)) loop
            return next;
        end loop;
    end loop;
    if cardinality(words) > 0 then
        place := 0; spans := 0; word := '';
        sound := left('=' || array_to_string(array(select f from unnest(firsts) f order by f), ' '),
            200);
        return next;
    end if;
end
$$;
"""
TRIGGER = """
create function services_write_name_keys() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        delete from services_namekey
        where organisation_id = new.organisation_id and participant_id = new.id;
    end if;
    insert into services_namekey (organisation_id, participant_id, place, spans, word, sound)
    select new.organisation_id, new.id, k.place, k.spans, k.word, k.sound
    from services_name_keys(new.name_key) k;
    return null;
end $$;
"""
