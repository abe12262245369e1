"""What a page tells other sites of itself: title, a sentence, the picture of what it shows.

A page answers the same HTML to readers and to programs, so nothing is asked here that would make
a reader wait: names are read once a release, the picture is only named by its address.
"""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import urlencode

from starlette.requests import HTTPConnection

from indicators.language.record_texts import in_language
from indicators.language.texts import known_language, translator
from indicators.release.store import ReleaseError, Store
from indicators.settings import database
from indicators.web.api.served_release import server_releases
from indicators.web.below_root import site_of
from indicators.web.drawn.page_pictures import (
    PICTURES,
    PictureAddress,
    joined,
    pairs_of,
    picture_of_page,
)
from indicators.web.navigation import SITE, SitePage

# Language and country, as the tags want them; a further language stands alone.
LOCALES = {"vi": "vi_VN", "en": "en_GB"}
CHARTS, OEMBED = "/chart", "/oembed"
LONGEST_QUERY = 2_500
MOST_REMEMBERED = 512
PICTURE_WIDTH = 1200

Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PageHead:
    """What the HTML of a page says of it: the title of the tab, and tags for the head."""

    title: str
    tags: str


def page_head(page: SitePage, connection: HTTPConnection) -> PageHead:
    """Title and tags of one page for the keys of its address."""
    text = connection.url.query
    query = joined(pairs_of(text if len(text) <= LONGEST_QUERY else ""))
    lang = known_language(query.get("lang"))
    title, picture = _told(page, lang, tuple(sorted(query.items())))
    site = site_of(connection)
    named = any(key not in ("lang", "embed", "embed_options") for key in query)
    tab = title if named else page.tab_title(lang)
    return PageHead(tab, _tags(page, lang, site, text, title, picture))


def _told(page: SitePage, lang: str, query: Query) -> tuple[str, PictureAddress | None]:
    """Title and picture; the page's own title alone where there is no release."""
    path = database()
    try:
        status = path.stat()
        return _of_release((str(path), status.st_ino, status.st_mtime_ns), page, lang, query)
    except (OSError, ReleaseError):
        return page.tab_title(lang), None


@lru_cache(maxsize=MOST_REMEMBERED)
def _of_release(
    _state: tuple[str, int, int], page: SitePage, lang: str, query: Query
) -> tuple[str, PictureAddress | None]:
    if page.path not in PICTURES:
        return page.tab_title(lang), None
    store = server_releases().opening(None).store
    picture = picture_of_page(store, page.path, dict(query))
    if picture is None or not page.path:
        return page.tab_title(lang), picture
    about = [*_names(store, "indicator", picture, lang), *_names(store, "area", picture, lang)]
    return " – ".join([translator(lang)(page.title), *about, SITE]), picture


def _names(store: Store, what: str, picture: PictureAddress, lang: str) -> list[str]:
    """The names of the indicators or of the areas that a picture is about; unknown ones are not."""
    keys = dict(picture.keys)
    if what == "indicator":
        asked = [keys[key] for key in ("x", "y") if key in keys]
        asked += [picture.subject] if picture.kind in ("ranking", "map", "trend") else []
        found = [store.kept("indicator", indicator_id=one) for one in asked]
        return [str(in_language(one.iloc[0], "name", lang)) for one in found if len(one)]
    codes = [*keys.get("area", "").split(","), keys.get("province", "")]
    codes += [picture.subject] if picture.kind == "area" else []
    found = store.query("areas_by_code", area_codes=[code for code in codes if code][:8])
    return [", ".join(found["name"])] if len(found) else []


def _tags(
    page: SitePage, lang: str, site: str, query: str, title: str, picture: PictureAddress | None
) -> str:
    address = f"{site}{page.address}{f'?{query}' if query else ''}"
    told = page.description(lang)
    tags = {"og:site_name": SITE, "og:type": "website", "og:locale": LOCALES.get(lang, lang),
            "og:title": title, "og:description": told, "og:url": address}  # fmt: skip
    head = f'<meta name="description" content="{escape(told)}">'
    if picture is not None:
        tags |= {"og:image": f"{site}{picture.path(CHARTS, 'png')}", "og:image:type": "image/png",
                 "og:image:width": str(PICTURE_WIDTH), "og:image:alt": title}  # fmt: skip
        head += '<meta name="twitter:card" content="summary_large_image">'
        link = escape(f"{site}{OEMBED}?{urlencode({'url': address})}")
        head += (f'<link rel="alternate" type="application/json+oembed" href="{link}" '
                 f'title="{escape(title)}">')  # fmt: skip
    return head + "".join(f'<meta property="{name}" content="{escape(value)}">'
                          for name, value in tags.items())  # fmt: skip
