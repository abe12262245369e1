"""The floor: pick an indicator, read its first commune and value; no chart, no table, no pandas."""

import json
import sys
from pathlib import Path
from typing import Any

import streamlit as st

DATA = Path(sys.argv[1])


@st.cache_data
def firsts() -> dict[str, dict[str, Any]]:
    """The first row of each indicator's ranking, by its name."""
    read: dict[str, dict[str, Any]] = json.loads((DATA / "firsts.json").read_text("utf-8"))
    return read


chosen = st.selectbox("Chỉ tiêu", list(firsts()))
st.title(chosen)
st.text(f"{firsts()[chosen]['name']} {firsts()[chosen]['value']:g}")
