"""Words by which the check of a story tells what could say who somebody is from what could not.

Areas of postcodes: Royal Mail's 124 (Wikipedia, “List of postcode areas in the United Kingdom”,
November 2026). The lists of ordinary words are ours; they are short, since a colleague who is
asked once too often only says why it may stay.
"""

POSTCODE_AREAS = frozenset(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E
    EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL
    LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM
    SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    """.split()
)
# Levels of English and of qualifications, which look like the first half of a postcode.
LEVELS = frozenset("A1 A2 B1 B2 C1 C2 E1 E2 E3 L1 L2 L3 L4".split())

STREETS = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Crescent|Terrace|Gardens|Grove|Place|Square|"
    "Walk|Way|Mews|Court|Row|Hill"
)
BUILDINGS = (
    "School|Academy|College|Nursery|Mosque|Masjid|Church|Chapel|Temple|Gurdwara|Synagogue|Surgery|"
    "Practice|Clinic|Hospital|Hotel|Hostel|Park|Library|Station|Centre|Center|Market|House|Estate|"
    "Tower|Towers|Hall|Café|Cafe|Restaurant|Supermarket|Bakery|Pharmacy"
)

# Names that are English words too: written small they are taken for the word.
ALSO_WORDS = frozenset(
    """
    will may grace hope faith joy mark rose amber bill rob art dean frank gene grant guy jack jade
    ken lee max miles nick pat penny ray rich rob ruby sandy sky summer autumn dawn eve sunny star
    prince king young long short brown green white black gray gold stone hill field wood woods day
    light love peace victory mercy patience precious gift blessing prosper justice honest noble
    bright happy good best major baker cook taylor smith carter mason hunter fisher page so sen an
    do la le al ali din sun son ever our her him his she you they this that what when with from
    song kind come men man can son lot hard fine just saw see bin ban low main mean hand side life
    home time noon moon nor not now new non one two ten then than thus had has him
    """.split()
)
# Words that begin sentences, which carry a capital for no other reason.
STARTERS = frozenset(
    """
    a about after again all also always an and another any anyone as at because been before being
    both but by can could did do does each even every everyone everything finally first for from
    had has have having he her here hers him his how however i if in inside instead is it its just
    last later let like many maybe me more most my myself never next no nobody nor not nothing now
    of often on once one only or other our over people perhaps please she since so some somebody
    someone something sometimes soon still such thank thanks that the their them then there these
    they this those though through today together tomorrow two under until up us very was we well
    were what when where which while who whose why will with without would yes yesterday yet you
    your mum dad mother father sister brother son daughter auntie uncle grandmother grandfather
    mama baba teacher doctor nurse helping learning working living coming going being getting
    before during despite although english
    """.split()
)
# Written with a capital, and nobody's name.
NOBODYS = frozenset(
    """
    god allah lord bible quran koran torah ramadan eid christmas easter nowruz diwali timkat fasika
    hanukkah passover muslim muslims christian christians hindu sikh jewish buddhist orthodox
    catholic islam christianity uk usa eu nhs gp esol ielts home office council parliament
    government university universal credit jobcentre job centre facebook whatsapp google zoom
    youtube europe africa asia britain british england english scotland scottish wales welsh
    northern southern eastern western north south east west greater ireland irish
    european african asian american kurdish kurd kurds arab arabs afghan
    afghans syrian syrians eritrean eritreans ethiopian ethiopians sudanese somali somalis iranian
    iranians iraqi iraqis ukrainian ukrainians albanian albanians roma tamil rohingya farsi dari
    internet olympics brexit covid mr mrs ms miss dr sir madam ok okay
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday
    """.split()
)
