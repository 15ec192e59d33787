"""A report with every kind of chart in every state, in English and in Arabic. All invented."""

from rco_network.core import chart_samples as samples
from rco_network.reports.figures.shape import Breakdown, Cell, Figure, ReportDocument, Row

from . import documents

# Labels of the samples for a reader of Arabic; what is missing here is in its own script already.
ARABIC = {
    "By language": "حسب اللغة",
    "By month": "حسب الشهر",
    "By month and service": "حسب الشهر والخدمة",
    "English classes (ESOL)": "دروس الإنجليزية",
    "Advice": "المشورة",
    "Saturday school": "مدرسة السبت",
    "Age": "العمر",
    "Under 5": "أقل من 5",
    "5 to 11": "من 5 إلى 11",
    "12 to 17": "من 12 إلى 17",
    "18 to 24": "من 18 إلى 24",
    "25 to 49": "من 25 إلى 49",
    "50 to 64": "من 50 إلى 64",
    "65 and over": "65 فأكثر",
    "Not recorded": "غير مسجّل",
    "Women and girls": "نساء وفتيات",
    "Men and boys": "رجال وفتيان",
    "Another way": "غير ذلك",
    "Not said": "لم يُذكر",
    "Domain of integration": "مجال الاندماج",
    "Refugees": "اللاجئون",
    "Receiving community": "المجتمع المضيف",
    "Markers and means": "المؤشرات والوسائل",
    "Social connections": "الروابط الاجتماعية",
    "Facilitators": "العوامل المساعدة",
    "Foundation": "الأساس",
    "Work": "العمل",
    "Housing": "السكن",
    "Education": "التعليم",
    "Health and social care": "الصحة والرعاية الاجتماعية",
    "Leisure": "الترفيه",
    "Bonds": "روابط داخل الجماعة",
    "Bridges": "جسور بين الجماعات",
    "Links": "صلات بالمؤسسات",
    "Language and communication": "اللغة والتواصل",
    "Culture": "الثقافة",
    "Digital skills": "المهارات الرقمية",
    "Safety": "الأمان",
    "Stability": "الاستقرار",
    "Rights and responsibilities": "الحقوق والواجبات",
    "By district": "حسب المنطقة",
    "Other districts": "مناطق أخرى",
    "Average score, 1 to 5": "متوسط الدرجة من 1 إلى 5",
    "Confidence in English": "الثقة في الإنجليزية",
    "People to turn to": "أشخاص يُلجأ إليهم",
    "Feeling safe": "الشعور بالأمان",
    "Knowing where to get help": "معرفة مكان المساعدة",
    "Feeling well": "الشعور بالعافية",
    "Finding work": "إيجاد عمل",
    "Before": "قبل",
    "After": "بعد",
    "Who improved": "من تحسّن",
    "Improved": "تحسّن",
    "Stayed the same": "بقي كما هو",
    "Worsened": "تراجع",
} | dict(
    zip(
        samples.MONTHS,
        "أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر".split(),
        strict=True,
    )
)


def charts_report(language: str = "en-gb") -> ReportDocument:
    """One figure a kind of chart."""
    said = {} if language == "en-gb" else ARABIC
    figures = tuple(
        Figure(
            f"f{place}",
            said.get(sample.label, sample.label),
            "شخصًا" if said else "people",
            "تعريف الرقم في جملة." if said else "A sentence that says what is counted.",
            Cell(410),
            (_breakdown(f"b{place}", sample, said),),
        )
        for place, sample in enumerate(samples.GALLERY)
    )
    base = documents.arabic_report() if said else documents.report()
    return documents.report(
        title=base.title,
        organisation_name=base.organisation_name,
        language=language,
        summary=base.summary,
        method=base.method,
        figures=figures,
        voices=(),
    )


def arabic_charts_report() -> ReportDocument:
    return charts_report("ar")


def _breakdown(key: str, sample: samples.SampleBreakdown, said: dict[str, str]) -> Breakdown:
    rows = tuple(
        Row(
            row.key or f"r{place}",
            _label(row.label, said),
            _cell(row.cell),
            note="" if said else row.note,
            cells=tuple(_cell(cell) for cell in row.cells),
            group=said.get(row.group, row.group),
            interval=row.interval,
        )
        for place, row in enumerate(sample.rows)
    )
    return Breakdown(
        key,
        said.get(sample.label, sample.label),
        rows,
        note="" if said else sample.note,
        is_series=sample.is_series,
        columns=tuple(said.get(label, label) for label in sample.columns),
        chart=sample.chart,
    )


def _label(label: str, said: dict[str, str]) -> str:
    month = label.removesuffix(" 2026")
    return said.get(label, f"{said[month]} 2026" if said and month in said else label)


def _cell(cell: samples.SampleCell) -> Cell:
    return Cell(cell.value, cell.upper, cell.hidden)
