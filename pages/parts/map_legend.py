"""The legend beside the map: each line takes its areas off the map and brings them back."""

import streamlit as st

from indicators.charts.map_legend import ALL_LINES, legend_html
from indicators.charts.map_traces import MapStyle
from indicators.maps.map_areas import AreaMap
from indicators.questions.ranking import Ranking
from pages.parts import address
from pages.parts.drawn_html import drawn_html

# The key of the address under which the lines stand that are off.
KEY = "hide"
STATE = "_map_hidden"


def hidden_lines(ranking: Ranking) -> frozenset[str]:
    """The lines that the reader has taken off, of this question: another has other classes."""
    asked = _question(ranking)
    if address.obeyed():
        text = address.asked(KEY)
        st.session_state[STATE] = (asked, frozenset(text.split(",") if text else ()))
    of, hidden = st.session_state.get(STATE, (asked, frozenset()))
    found: frozenset[str] = hidden if of == asked else frozenset()
    address.publish(KEY, sorted(found))
    return found


def legend(ranking: Ranking, drawn: AreaMap, how: MapStyle, hidden: frozenset[str]) -> None:
    """The lines as buttons."""
    asked = _question(ranking)

    def press(key: str) -> None:
        now = frozenset() if key == ALL_LINES else hidden ^ {key}
        st.session_state[STATE] = (asked, now)

    drawn_html(legend_html(drawn, how, hidden), "map_legend", press)


def _question(ranking: Ranking) -> tuple[str, ...]:
    period = ranking.period.code if ranking.period else ""
    return (str(ranking.indicator["indicator_id"]), period, ranking.basis, ranking.level,
            ranking.province or "", ranking.area_type or "")  # fmt: skip
