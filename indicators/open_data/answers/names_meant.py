"""The codes that the names of a question mean; names are those of the release that is asked."""

from indicators.errors import UnknownNameError
from indicators.open_data.answers.asked import AskedQuestion
from indicators.questions import named, profile
from indicators.release.store import Store


def province_meant(store: Store, question: AskedQuestion) -> str | None:
    """The code of the province that is asked for; raises ``UnknownNameError``."""
    text = question.one("province")
    if not text:
        return None
    code = named.province_code(store, text)
    known = store.query("provinces")["area_code"].tolist()
    if code not in known:
        raise UnknownNameError("province", code, known)
    return code


def areas_meant(store: Store, question: AskedQuestion) -> list[str]:
    """The codes of the areas that are asked for; raises ``UnknownNameError``."""
    codes = [named.area_code(store, text) for text in question.all("area")]
    return profile.areas(store, codes)["area_code"].tolist() if codes else []


def area_meant(store: Store, question: AskedQuestion) -> str:
    """The code of the one area that is asked for; raises ``UnknownNameError``."""
    return areas_meant(store, question)[0]


def indicators_meant(store: Store, question: AskedQuestion, key: str = "indicator") -> list[str]:
    """The ids of the indicators that are asked for by ``key``; raises ``UnknownNameError``."""
    ids = [named.indicator_id(store, text) for text in question.all(key)]
    return list(dict.fromkeys(ids))
