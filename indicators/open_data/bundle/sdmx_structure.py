"""The structure of the SDMX data: code lists, concepts, one structure definition, one dataflow.

SDMX-ML 3.0. The data beside it are SDMX-CSV 2.0 (``sdmx_data``). Identifiers of SDMX hold letters,
digits, ``_``, ``@``, ``$`` and ``-``: a dot of a basis becomes ``-``, and no basis is ``_Z``.
"""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from indicators.harmless_text import NOT_IN_XML
from indicators.release.citation import PRODUCT, release_citation, release_day
from indicators.release.store import Store

AGENCY, VERSION = "THUOC_XA", "1.0.0"
STRUCTURE_ID, FLOW_ID, CONCEPTS_ID = "COMMUNE_INDICATORS", "COMMUNE_FIGURES", "CONCEPTS"
NO_BASIS = "_Z"

URN = "urn:sdmx:org.sdmx.infomodel"
NAMESPACES = {
    "mes": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message",
    "str": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/structure",
    "com": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/common",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Code:
    """One code with its names and, where there is one, the code above it."""

    id: str
    vi: str
    en: str
    parent: str = ""


@dataclass(frozen=True)
class SdmxComponent:
    """A dimension, attribute or measure: its names, and a code list or a type of text."""

    id: str
    vi: str
    en: str
    codelist: str = ""
    text_type: str = "String"


DIMENSIONS = (
    SdmxComponent("AREA", "Đơn vị hành chính", "Area", "CL_AREA"),
    SdmxComponent("INDICATOR", "Chỉ tiêu", "Indicator", "CL_INDICATOR"),
    SdmxComponent("BASIS", "Cơ sở", "What the figure is measured against", "CL_BASIS"),
)
TIME = SdmxComponent("TIME_PERIOD", "Kỳ", "Period", text_type="ObservationalTimePeriod")
MEASURE = SdmxComponent("OBS_VALUE", "Giá trị", "Value that decides the place", text_type="Double")
ATTRIBUTES = (
    SdmxComponent("OBS_STATUS", "Trạng thái", "Status of the figure", "CL_OBS_STATUS"),
    SdmxComponent("QUALIFIER", "Từ đi trước số", "Word before the figure", "CL_QUALIFIER"),
    SdmxComponent("UNIT_MEASURE", "Đơn vị", "Unit"),
    SdmxComponent("INTERVAL_LOW", "Cận dưới của khoảng mà số in cho phép, kể cả",
              "Lower end of what the printed figure allows, included", text_type="Double"),
    SdmxComponent("INTERVAL_HIGH", "Cận trên của khoảng", "Upper end of it", text_type="Double"),
    SdmxComponent("INTERVAL_HIGH_OPEN", "Không kể cận trên", "The upper end is left out",
              text_type="Boolean"),
    SdmxComponent("PERIOD_START", "Ngày đầu kỳ", "First day", text_type="GregorianDay"),
    SdmxComponent("PERIOD_END", "Ngày cuối kỳ, kể cả", "Last day, included",
              text_type="GregorianDay"),
    SdmxComponent("PERIOD_SET", "Bộ kỳ được xếp chung", "Set of periods that are ranked together"),
    SdmxComponent("METHOD", "Cách tính một số không nguồn nào in",
              "How a figure that no source prints was made"),
    SdmxComponent("SOURCE_ID", "Mã nguồn", "Id of the source"),
)  # fmt: skip

STATUSES = (
    Code("A", "Bình thường", "Normal value"), Code("B", "Đứt chuỗi", "Time series break"),
    Code("E", "Ước tính", "Estimated value"), Code("P", "Tạm tính", "Provisional value"),
)  # fmt: skip
QUALIFIERS = (
    Code("exact", "đúng số in", "as printed"), Code("about", "khoảng", "about"),
    Code("at_least", "hơn", "at least"), Code("nearly", "gần", "nearly"),
    Code("at_most", "dưới", "at most"),
)  # fmt: skip


def basis_code(basis: str) -> str:
    """The code of a basis.

    >>> basis_code("area.province"), basis_code("")
    ('area-province', '_Z')
    """
    return basis.replace(".", "-") or NO_BASIS


def code_lists(store: Store) -> dict[str, list[Code]]:
    """The code lists by their id, in a fixed order."""
    return {
        "CL_AREA": _areas(store),
        "CL_BASIS": _bases(store),
        "CL_INDICATOR": [Code(row.indicator_id, row.name_vi, row.name_en)
                         for row in store.query("indicators").itertuples()],
        "CL_OBS_STATUS": list(STATUSES),
        "CL_QUALIFIER": list(QUALIFIERS),
    }  # fmt: skip


def _areas(store: Store) -> list[Code]:
    """Every code that an area has, by its newest name: one of today or of earlier days."""
    newest = store.query("all_areas").drop_duplicates("area_code", keep="last")
    known = set(newest["area_code"])
    return [Code(row.area_code, row.name, row.name,
                 row.parent_code if row.parent_code in known else "")
            for row in newest.itertuples()]  # fmt: skip


def _bases(store: Store) -> list[Code]:
    """A basis has a name in the catalogue, joined of two where a figure has two."""
    told = store.query("all_bases").drop_duplicates("basis").set_index("basis")
    codes = [Code(NO_BASIS, "chỉ có một cách", "one way only")]
    for basis in store.query("used_bases")["basis"]:
        if basis:
            names = [told["name_vi"].get(basis), told["name_en"].get(basis)]
            codes.append(Code(basis_code(basis), *(name or basis for name in names)))
    return codes


def structure_message(store: Store) -> bytes:
    """The structure message of a release; equal releases give equal bytes."""
    for prefix, address in NAMESPACES.items():
        ElementTree.register_namespace(prefix, address)
    root = ElementTree.Element(_tag("mes:Structure"))
    _header(root, store)
    structures = _child(root, "mes:Structures")
    _code_lists(structures, code_lists(store))
    _concepts(structures)
    _dataflow(structures, store.release)
    _definition(structures)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _header(root: ElementTree.Element, store: Store) -> None:
    header = _child(root, "mes:Header")
    _child(header, "mes:ID", f"{FLOW_ID}-{store.release['release_id']}")
    _child(header, "mes:Test", str(store.synthetic).lower())
    _child(header, "mes:Prepared", f"{release_day(store.release)}T00:00:00Z")
    _child(header, "mes:Sender", id=AGENCY)


def _code_lists(structures: ElementTree.Element, lists: dict[str, list[Code]]) -> None:
    parent = _child(structures, "str:Codelists")
    for list_id, codes in lists.items():
        told = _maintained(parent, "str:Codelist", list_id)
        _names(told, list_id, list_id)
        for code in codes:
            one = _child(told, "str:Code", id=code.id)
            _names(one, code.vi, code.en)
            if code.parent:
                _child(one, "str:Parent", code.parent)


def _concepts(structures: ElementTree.Element) -> None:
    scheme = _maintained(_child(structures, "str:ConceptSchemes"), "str:ConceptScheme", CONCEPTS_ID)
    _names(scheme, "Khái niệm", "Concepts")
    for component in (*DIMENSIONS, TIME, MEASURE, *ATTRIBUTES):
        _names(_child(scheme, "str:Concept", id=component.id), component.vi, component.en)


def _dataflow(structures: ElementTree.Element, release: dict[str, Any]) -> None:
    flow = _maintained(_child(structures, "str:Dataflows"), "str:Dataflow", FLOW_ID)
    _names(flow, f"{PRODUCT}: số liệu các xã, phường, đặc khu",
           f"{PRODUCT}: figures of Viet Nam's communes")  # fmt: skip
    for lang in ("vi", "en"):
        told = _child(flow, "com:Description", release_citation(release, lang))
        told.set(XML_LANG, lang)
    _child(flow, "str:Structure",
           f"{URN}.datastructure.DataStructure={AGENCY}:{STRUCTURE_ID}({VERSION})")  # fmt: skip


def _definition(structures: ElementTree.Element) -> None:
    parent = _child(structures, "str:DataStructures")
    definition = _maintained(parent, "str:DataStructure", STRUCTURE_ID)
    _names(definition, "Cấu trúc số liệu", "Structure of the figures")
    components = _child(definition, "str:DataStructureComponents")
    dimensions = _child(components, "str:DimensionList", id="DimensionDescriptor")
    for place, one in enumerate(DIMENSIONS, start=1):
        _component(dimensions, "str:Dimension", one).set("position", str(place))
    _component(dimensions, "str:TimeDimension", TIME)
    attributes = _child(components, "str:AttributeList", id="AttributeDescriptor")
    for one in ATTRIBUTES:
        element = _component(attributes, "str:Attribute", one)
        element.set("usage", "optional")
        _child(_child(element, "str:AttributeRelationship"), "str:Observation")
    measures = _child(components, "str:MeasureList", id="MeasureDescriptor")
    _component(measures, "str:Measure", MEASURE)


def _component(parent: ElementTree.Element, tag: str, one: SdmxComponent) -> ElementTree.Element:
    element = _child(parent, tag, id=one.id)
    scheme = f"{URN}.conceptscheme.Concept={AGENCY}:{CONCEPTS_ID}({VERSION})"
    _child(element, "str:ConceptIdentity", f"{scheme}.{one.id}")
    values = _child(element, "str:LocalRepresentation")
    if one.codelist:
        _child(values, "str:Enumeration",
               f"{URN}.codelist.Codelist={AGENCY}:{one.codelist}({VERSION})")  # fmt: skip
    else:
        _child(values, "str:TextFormat", textType=one.text_type)
    return element


def _maintained(parent: ElementTree.Element, tag: str, identifier: str) -> ElementTree.Element:
    return _child(parent, tag, id=identifier, agencyID=AGENCY, version=VERSION)


def _names(element: ElementTree.Element, vi: str, en: str) -> None:
    for lang, text in (("vi", vi), ("en", en)):
        _child(element, "com:Name", text).set(XML_LANG, lang)


def _child(
    parent: ElementTree.Element, tag: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, _tag(tag), attributes)
    if text:
        element.text = NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return element


def _tag(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
