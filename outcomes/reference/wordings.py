"""Our own confidence ladder (CONF5) in the product's other languages.

Drafted by a machine and read by no speaker yet: each copy starts as unchecked, which the page of
the questionnaire says. Published instruments have no words of ours in another language: a
translation that nobody tested would ask something else.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """An instrument in a language: its questions in their order, the answers of each of them."""

    language: str
    introduction: str
    questions: tuple[str, ...]
    labels: tuple[str, ...]


WORDINGS: dict[str, tuple[Words, ...]] = {
    "CONF5": (
        Words(
            "ar",
            "ما مدى ثقتك بنفسك في هذه الأمور؟ لا توجد إجابات صحيحة أو خاطئة.",
            (
                "ما مدى ثقتك بنفسك عند التحدث بالإنجليزية مع أشخاص لا تعرفهم؟",
                "ما مدى ثقتك بنفسك عند استخدام الخدمات، مثل الطبيب أو المدرسة أو البلدية؟",
                "ما مدى ثقتك بنفسك عند إنجاز الأمور عبر الإنترنت، مثل النماذج والرسائل؟",
                "ما مدى ثقتك بنفسك عند التعرف على أشخاص جدد في المكان الذي تسكن فيه؟",
                "ما مدى ثقتك بنفسك عندما تقول ما تحتاج إليه إذا كان هناك أمر غير صحيح؟",
            ),
            ("1 – لا ثقة أبداً", "2 – قليلة", "3 – متوسطة", "4 – جيدة", "5 – كبيرة جداً"),
        ),
        Words(
            "fa",
            "در این کارها چقدر به خودتان اطمینان دارید؟ هیچ پاسخی درست یا غلط نیست.",
            (
                "وقتی با کسانی که نمی‌شناسید انگلیسی حرف می‌زنید، چقدر به خودتان اطمینان دارید؟",
                "در استفاده از خدمات، مثل داکتر، مکتب یا شهرداری، چقدر به خودتان اطمینان دارید؟",
                "در انجام کارها به صورت آنلاین، مثل فرم‌ها و پیام‌ها، چقدر به خودتان اطمینان دارید؟",
                "در آشنا شدن با آدم‌های جدید در محل زندگی‌تان چقدر به خودتان اطمینان دارید؟",
                "وقتی چیزی درست نیست، در گفتن آنچه لازم دارید چقدر به خودتان اطمینان دارید؟",
            ),
            ("1 – هیچ", "2 – کم", "3 – متوسط", "4 – نسبتاً زیاد", "5 – خیلی زیاد"),
        ),
        Words(
            "so",
            "Intee baad isku kalsoon tahay waxyaabahan? Ma jiro jawaab sax ah ama khalad ah.",
            (
                "Intee baad isku kalsoon tahay inaad Ingiriisi kula hadasho dad aadan aqoon?",
                "Intee baad isku kalsoon tahay inaad isticmaasho adeegyada sida dhakhtarka, "
                "dugsiga ama dawladda hoose?",
                "Intee baad isku kalsoon tahay inaad wax ku qabsato intarnetka, sida foomamka iyo "
                "fariimaha?",
                "Intee baad isku kalsoon tahay inaad dad cusub kula kulanto meesha aad degan "
                "tahay?",
                "Intee baad isku kalsoon tahay inaad sheegto waxaad u baahan tahay marka wax "
                "khaldan yihiin?",
            ),
            ("1 – maya haba yaraatee", "2 – wax yar", "3 – dhexdhexaad", "4 – fiican", "5 – aad"),
        ),
        Words(
            "ti",
            "ኣብዞም ነገራት ክንደይ ርእሰ ምትእምማን ይስመዓካ? ቅኑዕ ወይ ጌጋ መልሲ የለን።",
            (
                "ምስ ዘይትፈልጦም ሰባት ብእንግሊዝኛ ክትዛረብ ክንደይ ርእሰ ምትእምማን ይስመዓካ?",
                "ከም ሓኪም፣ ቤት ትምህርቲ ወይ ምምሕዳር ከተማ ዝኣመሰሉ ኣገልግሎታት ክትጥቀም ክንደይ ርእሰ ምትእምማን ይስመዓካ?",
                "ከም ቅጥዕታትን መልእኽትታትን ዝኣመሰለ ነገራት ብኢንተርነት ክትገብር ክንደይ ርእሰ ምትእምማን ይስመዓካ?",
                "ኣብ ትነብረሉ ቦታ ምስ ሓደስቲ ሰባት ክትፋለጥ ክንደይ ርእሰ ምትእምማን ይስመዓካ?",
                "ሓደ ነገር ቅኑዕ ኣብ ዘይኮነሉ እዋን ዘድልየካ ክትዛረብ ክንደይ ርእሰ ምትእምማን ይስመዓካ?",
            ),
            ("1 – ብፍጹም", "2 – ቁሩብ", "3 – ማእከላይ", "4 – ጽቡቕ", "5 – ኣዝዩ ብዙሕ"),
        ),
        Words(
            "uk",
            "Наскільки впевнено ви почуваєтеся в цих справах? Правильних чи неправильних "
            "відповідей немає.",
            (
                "Наскільки впевнено ви почуваєтеся, коли говорите англійською з незнайомими "
                "людьми?",
                "Наскільки впевнено ви почуваєтеся, коли звертаєтеся до лікаря, школи чи місцевої "
                "ради?",
                "Наскільки впевнено ви почуваєтеся, коли робите щось онлайн: заповнюєте форми, "
                "пишете повідомлення?",
                "Наскільки впевнено ви почуваєтеся, коли знайомитеся з новими людьми там, де "
                "живете?",
                "Наскільки впевнено ви почуваєтеся, коли кажете, що вам потрібно, якщо щось не "
                "так?",
            ),
            ("1 – зовсім ні", "2 – трохи", "3 – так собі", "4 – досить", "5 – дуже"),
        ),
    ),
}
