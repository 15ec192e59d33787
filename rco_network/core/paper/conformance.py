"""What turns WeasyPrint's PDF/A-3a into a file that is PDF/UA-1 as well.

WeasyPrint 70 writes one profile or the other. PDF/A-3a already asks for tags, language and title;
PDF/UA-1 (ISO 14289-1) further wants to be named in the metadata and wants page furniture marked as
such. PDF/A (ISO 19005-3, 6.6.2) wants the metadata stream uncompressed and any property outside
its own list, such as `pdfuaid:part`, described by an extension schema.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Any

import pydyf

from .assets import FACES
from .glyphs import glyph_texts

PDFUA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>\
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file conforms to\
</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>\
</pdfaExtension:schemas></rdf:Description></rdf:RDF>"""

MAPPING = re.compile(rb"<([0-9a-f]{4})> <((?:[0-9a-f]{4})*)>")


def finish(document: Any, pdf: Any, *, spare: int = 0) -> None:
    """Finish a PDF/A-3a file of WeasyPrint so that it conforms to PDF/UA-1 too.

    To be given to `Document.write_pdf` as its `finisher`: it runs on the objects of the file just
    before they are written. `spare` empty objects, that nothing refers to, change how the tables
    of objects are packed.
    """
    for _ in range(spare):
        pdf.add_object(pydyf.Dictionary())
    name_the_profile(pdf)
    mark_furniture(pdf)
    name_the_languages(document, pdf)
    mend_text_layer(pdf)
    end_streams_clearly(pdf)


def name_the_profile(pdf: Any) -> None:
    """Add the PDF/UA identification to the metadata and leave the stream uncompressed."""
    metadata = follow(pdf, pdf.catalog["Metadata"])
    metadata.compress = False
    metadata.stream = [part.replace(b"</rdf:RDF>", PDFUA) for part in metadata.stream]


def mark_furniture(pdf: Any) -> None:
    """Mark running feet and page numbers as artifacts (ISO 14289-1, 7.8).

    WeasyPrint tags their text like any other but hangs it outside the tree of the document, where
    a reader meets content that has no place in the reading order.
    """
    root = follow(pdf, pdf.catalog["StructTreeRoot"])
    in_tree = set(elements_below(pdf, root))
    numbers = follow(pdf, root["ParentTree"])["Nums"]
    parents_of = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in (item for item in pdf.objects if is_a(item, "/Page")):
        parents = parents_of[page["StructParents"]]
        furniture = {place for place, parent in enumerate(parents) if number(parent) not in in_tree}
        stream = follow(pdf, page["Contents"]).stream
        for place, part in enumerate(stream):
            if isinstance(part, dict) and part.get("MCID") in furniture:
                stream[place - 1], stream[place] = "/Artifact", "<</Type /Pagination>>"
        for place in furniture:
            parents[place] = "null"


def name_the_languages(document: Any, pdf: Any) -> None:
    """Give every quotation the language of its HTML element, which WeasyPrint leaves out.

    Boxes and tags are built in the same order, one for one; should a later WeasyPrint break that,
    nothing is named rather than the wrong thing.
    """
    boxes = [
        box
        for page in document.pages
        for box in page._page_box.descendants()
        if box.element_tag == "blockquote" and type(box).__name__ != "LineBox"
    ]
    quotes = [item for item in pdf.objects if is_a(item, "/StructElem", "/BlockQuote")]
    if len(boxes) != len(quotes):
        return
    for box, quote in zip(boxes, quotes, strict=True):
        if language := box.element.get("lang"):
            quote["Lang"] = f"({language})"


def mend_text_layer(pdf: Any) -> None:
    """Give every shape its own text where WeasyPrint gave it a whole cluster or nothing."""
    for font in (item for item in pdf.objects if is_a(item, "/Font") and "ToUnicode" in item):
        file = packaged_file(font["BaseFont"].decode())
        if not file:
            continue
        texts = glyph_texts(file)
        lines = follow(pdf, font["ToUnicode"]).stream
        for place, line in enumerate(lines):
            if not (mapping := MAPPING.fullmatch(line)):
                continue
            glyph, said = int(mapping[1], 16), bytes.fromhex(mapping[2].decode())
            known = texts.get(glyph)
            if known and said.decode("utf-16-be") not in known:
                mended = min(known, key=lambda text: (len(text), text))
                lines[place] = b"<%04x> <%s>" % (glyph, mended.encode("utf-16-be").hex().encode())


def end_streams_clearly(pdf: Any) -> None:
    """Let no compressed stream end in a carriage return.

    A line feed and `endstream` follow the data; with a carriage return before them a validator may
    take both for the line end and find the stream one byte short (ISO 19005-3, 6.1.7.1). The last
    byte of a deflated stream is the last of its Adler-32 sum, so one in 256 is unlucky.
    """
    for item in pdf.objects:
        if not getattr(item, "compress", False):
            continue
        content = b"\n".join(as_bytes(part) for part in item.stream)
        if zlib.adler32(content) & 0xFF != ord("\r"):
            continue
        if item.extra.get("Type") == "/EmbeddedFile":
            item.compress = False
        elif "Length1" in item.extra:
            # A font program: bytes after its last table are never read.
            item.stream = [content + b"\0\0\0\1"]
            item.extra["Length1"] = len(content) + 4
        else:
            item.stream.append(b" ")


def as_bytes(part: Any) -> bytes:
    """Return a piece of a stream as it will be written."""
    if isinstance(part, bytes):
        return part
    return part.data if hasattr(part, "data") else str(part).encode("ascii")


def packaged_file(base_font: str) -> str | None:
    """Return the file of a subset font such as `/ABCDEF+RCO-Arabic-Semi-Bold`; None for others."""
    name = base_font.partition("+")[2]
    for family, weight, file in FACES:
        style = "-Semi-Bold" if weight == 600 else ""
        if name == family.replace(" ", "-") + style:
            return file
    return None


def elements_below(pdf: Any, element: Any) -> Iterator[int]:
    """Yield the object numbers of the structure elements below `element`."""
    for child in element["K"]:
        if isinstance(child, bytes):
            yield number(child)
            below = follow(pdf, child)
            if is_a(below, "/StructElem"):
                yield from elements_below(pdf, below)


def follow(pdf: Any, reference: bytes) -> Any:
    """Return the object that a reference such as `12 0 R` points to."""
    return pdf.objects[number(reference)]


def number(reference: bytes) -> int:
    """Return the object number of a reference."""
    return int(reference.split()[0])


def is_a(item: Any, type_name: str, tag: str | None = None) -> bool:
    """Whether `item` is a dictionary of this type and, for structure elements, this tag."""
    return (
        isinstance(item, dict)
        and item.get("Type") == type_name
        and (tag is None or item.get("S") == tag)
    )
