"""Indices and associations, cached apart from the short answers: an index of the whole country is
some megabytes and a few seconds of simulation, so few are kept and each is made once.
"""

from typing import Any

import streamlit as st

from indicators.own_index import association as associations
from indicators.own_index import composite as composites
from indicators.own_index import composite_choice
from indicators.own_index.composite_definition import decode
from pages.parts import cached

MOST_INDICES = 16


@st.cache_data(max_entries=MOST_INDICES, show_spinner=False)
def _composite(release: cached.Release, definition: str) -> composites.Composite:
    return composites.compose(cached.store(), decode(definition))


@st.cache_data(max_entries=MOST_INDICES, show_spinner=False)
def _association(
    release: cached.Release,
    x: associations.Axis,
    y: associations.Axis,
    scope: tuple[str | None, str | None],
) -> associations.Association:
    return associations.associate(cached.store(), x, y, province=scope[0], area_type=scope[1])


@st.cache_data(max_entries=MOST_INDICES, show_spinner=False)
def _most_complete(
    release: cached.Release, scope: tuple[tuple[str, Any], ...]
) -> list[composite_choice.Combination]:
    return composite_choice.most_complete(cached.store(), **dict(scope))


def composite(definition: str) -> composites.Composite:
    """``composite.compose`` of the current release, for a definition's text."""
    found: composites.Composite = _composite(cached.current_release(), definition)
    return found


def association(
    x: associations.Axis,
    y: associations.Axis,
    *,
    province: str | None = None,
    area_type: str | None = None,
) -> associations.Association:
    """``association.associate`` of the current release."""
    found: associations.Association = _association(
        cached.current_release(), x, y, (province, area_type)
    )
    return found


def most_complete(**scope: str | None) -> list[composite_choice.Combination]:
    """``composite_choice.most_complete`` of the current release."""
    found: list[composite_choice.Combination] = _most_complete(
        cached.current_release(), tuple(sorted(scope.items()))
    )
    return found
