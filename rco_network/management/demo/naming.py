"""How people of each community are named: common given and family names, freely combined.

A name is written `Latin|other spelling/native spelling`; the other spelling is how the same
name turns up when somebody else writes it down, the native one is in the community's script.
"""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Name:
    """One word of a name with its spellings in Latin letters and, where it has one, its own."""

    latin: tuple[str, ...]
    native: str = ""


@dataclass(frozen=True)
class Naming:
    """The words from which a community's names are made."""

    women: tuple[Name, ...]
    men: tuple[Name, ...]
    second: tuple[Name, ...]  # a father's or a family name
    is_family_first: bool = False

    def pick(self, rng: Random, *, is_woman: bool) -> tuple[Name, Name]:
        """Return a given name and a second one."""
        return rng.choice(self.women if is_woman else self.men), rng.choice(self.second)

    def written(self, given: Name, second: Name, *, in_native: bool, spelling: int = 0) -> str:
        """Write a whole name; `spelling` chooses among the Latin ones."""
        words = [
            name.native if in_native and name.native and has_both(given, second) else spelt(name, n)
            for name, n in ((given, spelling), (second, spelling))
        ]
        if self.is_family_first:
            words.reverse()
            if in_native and has_both(given, second) and not words[0].isascii():
                return "".join(words)  # Chinese names stand without a space
        return " ".join(words)


def has_both(given: Name, second: Name) -> bool:
    return bool(given.native and second.native)


def spelt(name: Name, spelling: int) -> str:
    return name.latin[min(spelling, len(name.latin) - 1)]


def names(text: str) -> tuple[Name, ...]:
    """Read `Latin|other/native` words; an underscore stands for a space inside a name."""
    found = []
    for word in text.split():
        latin, _, native = word.replace("_", " ").partition("/")
        found.append(Name(tuple(latin.split("|")), native))
    return tuple(found)


TIGRINYA = Naming(
    women=names(
        """Selam|Selamawit/ሰላም Abeba|Abeba/ኣበባ Yordanos|Jordanos/ዮርዳኖስ Helen|Hellen/ሄለን Saba/ሳባ
        Mihret|Mehret/ምሕረት Rigat|Rigaat/ርግኣት Freweini|Frewoini/ፍረወይኒ Almaz/ኣልማዝ Roza|Rosa/ሮዛ
        Luwam|Luam/ልዋም Semhar/ሰምሃር Tsega|Tsegga/ጸጋ Letebrhan|Letebirhan/ለተብርሃን Kisanet/ክሳነት
        Feruz|Feruze/ፈሩዝ Winta/ዊንታ Bisrat/ብስራት Senait|Sennait/ሰናይት Akberet/ኣኽበረት"""
    ),
    men=names(
        """Yonas|Jonas/ዮናስ Amanuel|Emanuel/ኣማኑኤል Filmon|Philmon/ፊልሞን Mehari|Mehary/መሓሪ Robel/ሮቤል
        Samuel/ሳሙኤል Berhane|Birhane/ብርሃነ Ephrem|Efrem/ኤፍሬም Semere/ሰመረ Henok|Hienok/ሄኖክ
        Tesfalem/ተስፋኣለም Merhawi|Merhawie/መርሃዊ Dawit|Dawitt/ዳዊት Natnael/ናትናኤል Kibrom|Kibreab/ክብሮም
        Isaias|Esayas/ኢሳይያስ Medhanie|Medhane/መድሃንየ Bereket/በረኸት"""
    ),
    second=names(
        """Tesfay|Tesfai/ተስፋይ Haile|Hayle/ሃይለ Kidane|Kidanie/ኪዳነ Tekle|Tecle/ተኽለ
        Ghebremedhin|Gebremedhin Habte/ሃብተ Mikael|Michael/ሚካኤል Woldu|Weldu/ወልዱ Araya|Araia/ኣርኣያ
        Negash/ነጋሽ Asfaha/ኣስፍሃ Zerai|Zeray/ዘርኣይ Tewelde|Teweldei/ተወልደ Hagos/ሓጎስ
        Okbay|Okubay/ዑቕባይ Berhe/በርሀ Kahsay/ካሕሳይ"""
    ),
)

AMHARIC = Naming(
    women=names(
        """Tigist|Tgist/ትዕግስት Selamawit/ሰላማዊት Meseret|Messeret/መሠረት Hiwot|Hiywot/ሕይወት
        Hana|Hanna/ሐና Aster/አስቴር Marta|Martha/ማርታ Kalkidan/ቃልኪዳን Bethlehem|Betelhem/ቤተልሔም
        Rahel|Rachel/ራሔል Almaz/አልማዝ Genet/ገነት Mulu/ሙሉ Eden/ኤደን Sara|Sarah/ሣራ Zenebech/ዘነበች"""
    ),
    men=names(
        """Dawit|David/ዳዊት Samuel/ሳሙኤል Abebe/አበበ Kebede/ከበደ Yohannes|Johannes/ዮሐንስ Girma/ግርማ
        Berhanu|Birhanu/ብርሃኑ Tadesse|Tadese/ታደሰ Solomon/ሰሎሞን Getachew/ጌታቸው Elias/ኤልያስ
        Nahom|Nahome/ናሆም Mulugeta/ሙሉጌታ Abel/አቤል"""
    ),
    second=names(
        """Bekele/በቀለ Tesfaye|Tesfaiye/ተስፋዬ Worku/ወርቁ Alemu/ዓለሙ Desta/ደስታ Mengistu/መንግሥቱ
        Assefa|Asefa/አሰፋ Tadesse|Tadese/ታደሰ Girma/ግርማ Haile/ኃይሌ Lemma/ለማ Negash/ነጋሽ Wolde/ወልዴ
        Demissie|Demisse/ደምሴ"""
    ),
)

OROMO = Naming(
    women=names("Chaltu|Caaltuu Lalise|Laliisee Bontu Hawi Kuli Jalane Ayantu Meti Derartu Sena"),
    men=names("Gemechu|Gammachuu Tolosa Lemi Abdisa Dabala Fayisa Gudina Obsa Guta Bulcha Ibsa"),
    second=names("Bekele|Baqqalaa Fayisa Gudina Tolera Negasa Hordofa Dinsa Olana Tufa Wakjira"),
)

SOMALI = Naming(
    women=names(
        """Amina|Aamina Hodan Fadumo|Faadumo|Fatuma Ifrah Sahra|Zahra Ayaan|Ayan Hibo|Hibaaq
        Nimco|Nimo Sagal Khadra Maryan|Maryam Hamdi Idil Deqa|Deka Ubah Asha|Caasha Sucaad|Suad
        Naima|Nacima"""
    ),
    men=names(
        """Abdi|Cabdi Mohamed|Maxamed Ahmed|Axmed Hassan|Xasan Yusuf|Yuusuf
        Abdirahman|Cabdiraxmaan Mahad Liban|Liibaan Guled|Guuleed Mustafa Zakariye|Zakaria
        Khadar|Khader Bile Ismail|Ismaaciil"""
    ),
    second=names(
        """Warsame Farah|Faarax Jama|Jaamac Ali|Cali Omar|Cumar Hersi|Xirsi Nur|Nuur Aden|Aadan
        Elmi|Cilmi Hussein|Xuseen Abdullahi|Cabdullaahi Egal|Cigaal Roble Barre Duale|Ducaale
        Hashi|Xaashi"""
    ),
)

SUDANESE = Naming(
    women=names(
        """Amal|Amaal/أمل Ihsan|Ehsan/إحسان Hala|Haala/هالة Salma/سلمى Nuha|Noha/نهى
        Rihab|Rehab/رحاب Safa/صفاء Ibtisam|Ebtisam/ابتسام Alawia|Alawiya/علوية Sittana/ستنا
        Mawahib/مواهب Duaa|Doaa/دعاء Rania/رانيا Hanan/حنان Zeinab|Zainab/زينب Tahani/تهاني"""
    ),
    men=names(
        """Ahmed|Ahmad/أحمد Osman|Othman/عثمان Mustafa|Mustapha/مصطفى Bashir|Basheer/بشير
        Adam|Adem/آدم Ibrahim|Ebrahim/إبراهيم Hassan|Hasan/حسن Yasir|Yassir/ياسر
        Khalid|Khaled/خالد Idris|Idrees/إدريس Muzamil|Muzammil/مزمل Hisham/هشام Abbas/عباس
        Haroun|Haron/هارون"""
    ),
    second=names(
        """Eltayeb|Altayib/الطيب Awad|Awadh/عوض Elnour|Alnoor/النور Babiker|Babikir/بابكر
        Hamid|Hamed/حامد Abdalla|Abdullah/عبدالله Salih|Saleh/صالح Elamin|Alamin/الأمين
        Musa|Mousa/موسى Ishag|Ishaq/إسحق Yousif|Yousef/يوسف Fadul|Fadol/فضل Siddig|Siddiq/صديق
        Mahjoub|Mahgoub/محجوب"""
    ),
)

SYRIAN = Naming(
    women=names(
        """Reem|Rim/ريم Hiba|Heba/هبة Rana/رنا Nour|Noor/نور Layla|Leila/ليلى Samar/سمر
        Rasha/رشا Dima|Deema/ديما Mona|Muna/منى Fatima|Fatema/فاطمة Amina|Ameena/أمينة
        Sawsan|Sausan/سوسن Ghada/غادة Lamis|Lamees/لميس Wafaa|Wafa/وفاء Hanin|Haneen/حنين"""
    ),
    men=names(
        """Khaled|Khalid/خالد Omar|Umar/عمر Yasser|Yasir/ياسر Mahmoud|Mahmud/محمود
        Ahmad|Ahmed/أحمد Anas/أنس Bilal|Belal/بلال Fadi|Fady/فادي Hussam|Hosam/حسام Majd/مجد
        Nizar/نزار Samer|Samir/سامر Tarek|Tariq/طارق Ziad|Ziyad/زياد"""
    ),
    second=names(
        """Alhalabi|Al-Halabi/الحلبي Alkhatib|Khateeb/الخطيب Darwish|Darweesh/درويش
        Haddad|Hadad/حداد Shahin|Shaheen/شاهين Alsayed|Al_Sayed/السيد Kabbani|Qabbani/قباني
        Hamwi|Hamoui/حموي Najjar|Alnajjar/نجار Shami|Alshami/شامي Sabbagh/صباغ
        Masri|Almasri/مصري Issa|Eissa/عيسى Mansour|Mansur/منصور"""
    ),
)

KURDISH = Naming(
    women=names(
        """Shilan|Şîlan Rojda Berivan|Bêrîvan Zilan|Zîlan Hero|Hêro Rezan|Rêzan Dilan|Dîlan
        Awin|Avîn Nasrin|Nesrîn Chnar|Çinar Gulistan Tara|Tarra Narin Hana|Hanna"""
    ),
    men=names(
        """Karwan|Kerwan Rebin|Rêbîn Azad Soran Hawre|Hawrê Baran Shiyar|Şiyar Diyar Rebaz|Rêbaz
        Goran Sherko|Şêrko Hemin|Hêmin Zana Bakhtiar|Bextiyar"""
    ),
    second=names(
        """Ahmed|Ehmed Hassan|Hesen Rashid|Reşîd Qadir|Qadr Mahmoud|Mehmûd Salih|Salîh
        Karim|Kerîm Aziz|Ezîz Hamid|Hemîd Omar|Omer Rostam|Rostem Sharif|Şerîf Amin|Emîn"""
    ),
)

FARSI = Naming(
    women=names(
        """Maryam|Mariam/مریم Zahra|Zohra/زهرا Narges|Nargess/نرگس Leila|Leyla/لیلا
        Sara|Sarah/سارا Shirin|Shireen/شیرین Mahsa|Mahsaa/مهسا Parisa/پریسا
        Niloufar|Nilufar/نیلوفر Azadeh|Azade/آزاده Farzaneh|Farzane/فرزانه Mina|Meena/مینا
        Elham/الهام Somayeh|Somaye/سمیه Roya|Roia/رویا"""
    ),
    men=names(
        """Ali/علی Reza|Raza/رضا Mehdi|Mahdi/مهدی Hossein|Hussein/حسین Amir|Ameer/امیر
        Farhad/فرهاد Behrouz|Behruz/بهروز Kamran/کامران Saeed|Said/سعید Navid|Naveed/نوید
        Arash/آرش Omid|Omeed/امید Pouya|Pooya/پویا Davoud|Davood/داوود"""
    ),
    second=names(
        """Ahmadi/احمدی Karimi|Karimy/کریمی Hosseini|Husseini/حسینی Rezaei|Rezai/رضایی
        Mohammadi/محمدی Jafari|Jaafari/جعفری Sadeghi|Sadeqi/صادقی Nouri|Noori/نوری
        Mousavi|Moosavi/موسوی Sharifi/شریفی Rahimi|Raheemi/رحیمی Moradi/مرادی
        Kazemi|Kazimi/کاظمی Bagheri|Baqeri/باقری Tavakoli/توکلی"""
    ),
)

AFGHAN = Naming(
    women=names(
        """Fereshta|Freshta/فرشته Morsal|Mursal/مرسل Parwin|Parveen/پروین
        Zarmina|Zarmeena/زرمینه Nazanin|Nazaneen/نازنین Shabnam/شبنم Fatima|Fatema/فاطمه
        Nilofar|Nelofar/نیلوفر Gulalai|Golalai Spozhmai|Spogmay Hosna|Husna/حسنا
        Latifa|Lateefa/لطیفه Zahra|Zohra/زهرا Marwa|Marwah/مروه"""
    ),
    men=names(
        """Ahmad|Ahmed/احمد Hamid|Hameed/حمید Najib|Najeeb/نجیب Abdullah|Abdulla/عبدالله
        Farid|Fareed/فرید Mirwais|Mirways/میرویس Zabihullah|Zabi/ذبیح‌الله
        Rahmat|Rahmatullah/رحمت Jawad|Javad/جواد Ismail|Esmail/اسماعیل Sayed|Said/سید
        Nasir|Naser/ناصر Bashir|Basheer/بشیر"""
    ),
    second=names(
        """Rahimi|Raheemi/رحیمی Noori|Nouri/نوری Haidari|Heidari/حیدری Karimi|Karimy/کریمی
        Ahmadzai|Ahmadzay/احمدزی Safi|Saafi/صافی Yousafzai|Yusufzai/یوسفزی Amiri|Ameeri/امیری
        Stanikzai|Stanekzai/ستانکزی Hashimi|Hashemi/هاشمی Sultani|Soltani/سلطانی Akbari/اکبری
        Wardak/وردک Popal/پوپل"""
    ),
)

UKRAINIAN = Naming(
    women=names(
        """Olena|Elena/Олена Nataliia|Natalia/Наталія Iryna|Irina/Ірина Oksana/Оксана
        Tetiana|Tatiana/Тетяна Yuliia|Julia/Юлія Kateryna|Katerina/Катерина
        Svitlana|Svetlana/Світлана Liudmyla|Lyudmila/Людмила Halyna|Galina/Галина
        Mariia|Maria/Марія Sofiia|Sofia/Софія Anastasiia|Anastasia/Анастасія
        Viktoriia|Victoria/Вікторія Daryna|Darina/Дарина"""
    ),
    men=names(
        """Andrii|Andriy/Андрій Dmytro|Dmitro/Дмитро Oleksandr|Alexander/Олександр
        Serhii|Sergiy/Сергій Mykola|Mikola/Микола Maksym|Maxim/Максим Bohdan|Bogdan/Богдан
        Ivan/Іван Volodymyr/Володимир Artem/Артем Taras/Тарас Nazar/Назар"""
    ),
    second=names(
        """Kovalchuk|Kovaltchuk/Ковальчук Bondarenko/Бондаренко Melnyk|Melnik/Мельник
        Kravchenko|Kravtchenko/Кравченко Tkachenko/Ткаченко Polishchuk|Polischuk/Поліщук
        Lysenko|Lisenko/Лисенко Marchenko/Марченко Rudenko/Руденко Savchenko/Савченко
        Petrenko/Петренко Shevchuk|Shevtchuk/Шевчук Moroz/Мороз Klymenko|Klimenko/Клименко
        Hrytsenko|Gritsenko/Гриценко Oliinyk|Oliynyk/Олійник"""
    ),
)

ALBANIAN = Naming(
    women=names("Arta Besa Drita Elira Blerina Vjosa Mimoza Teuta Albana Flutura Rea Anisa Lule"),
    men=names("Agron Arben Besnik Dritan Ilir Luan Fatos Endrit Altin Erion Bledar Gent Klajdi"),
    second=names(
        "Hoxha|Hodja Krasniqi Gashi Berisha Shala Kelmendi Leka Gjoka Marku Dervishi Prifti Kola"
    ),
)

CONGOLESE = Naming(
    women=names(
        "Grace Espérance|Esperance Chantal Mireille Divine Patience Béatrice|Beatrice Nadège "
        "Clarisse Furaha Neema Bijou Solange Marie-Claire"
    ),
    men=names(
        "Jean-Claude|Jean_Claude Patrick Emmanuel Dieudonné|Dieudonne Serge Fiston Josué|Josue "
        "Papy Trésor|Tresor Christian Héritier|Heritier Samuel Glody"
    ),
    second=names(
        "Ilunga Kabongo Mbuyi Tshibangu|Chibangu Kasongo Ngoy|Ngoie Lukusa Mukendi Bolamba Mwamba "
        "Kalala Matondo Nzuzi Makiese Luzolo"
    ),
)

VIETNAMESE = Naming(
    women=names(
        "Thị_Hoa|Hoa Thị_Lan|Lan Thị_Mai|Mai Thu_Hà|Thu_Ha Ngọc_Anh|Ngoc_Anh Kim_Liên|Lien"
    ),
    men=names(
        "Văn_Minh|Minh Văn_Dũng|Dung Quang_Huy|Huy Đức_Thắng|Duc_Thang Hữu_Nam|Nam Tuấn|Tuan"
    ),
    second=names(
        "Nguyễn|Nguyen Trần|Tran Lê|Le Phạm|Pham Hoàng|Hoang Vũ|Vu Đặng|Dang Bùi|Bui Đỗ|Do"
    ),
    is_family_first=True,
)

CANTONESE = Naming(
    women=names(
        """Ka_Yan|Kayan/嘉欣 Wing_Sze|Wingsze/詠詩 Mei_Ling|Meiling/美玲 Wai_Man|Waiman/慧敏
        Hiu_Tung|Hiutung/曉彤 Suk_Fan/淑芬 Yuen_Ting/婉婷"""
    ),
    men=names(
        """Tsz_Hin|Tszhin/子軒 Chi_Ming|Chiming/志明 Ka_Ho|Kaho/家豪 Chun_Kit|Chunkit/俊傑
        Ho_Yin|Hoyin/浩賢 Kin_Man/健文 Wai_Keung/偉強"""
    ),
    second=names(
        "Chan/陳 Wong/黃 Lee|Li/李 Lam/林 Cheung|Cheong/張 Ho/何 Ng/吳 Lau/劉 Cheng/鄭 Leung/梁"
    ),
    is_family_first=True,
)
