"""What pages give the scripts of their components, as AppTest has it."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def told_to_components(app: AppTest) -> list[Any]:
    """The data of each component in the order of the page, however Streamlit sends them."""
    return [told_to(one.proto) for one in app.get("bidi_component")]


def told_to(component: Any) -> Any:
    """The data of one component, as its message has it."""
    return json.loads(component.bytes or component.json or component.mixed.json)
