"""What turns WeasyPrint's PDF/A-3a into a file that is PDF/UA-1 as well.

WeasyPrint 70 writes one profile or the other. PDF/A-3a already asks for tags, language and title;
PDF/UA-1 (ISO 14289-1) further wants to be named in the metadata and wants page furniture marked as
such. PDF/A (ISO 19005-3, 6.6.2) wants the metadata stream uncompressed and any property outside
its own list, such as `pdfuaid:part`, described by an extension schema.
"""

from collections.abc import Iterator
from typing import Any

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


def finish(document: Any, pdf: Any) -> None:
    """Finish a PDF/A-3a file of WeasyPrint so that it conforms to PDF/UA-1 too.

    To be given to `Document.write_pdf` as its `finisher`: it runs on the objects of the file just
    before they are written.
    """
    name_the_profile(pdf)
    mark_furniture(pdf)
    name_the_languages(document, pdf)


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
