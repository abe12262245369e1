"""Overview: a search, three doors, what stands out, and every indicator in one line."""

import streamlit as st

from indicators.language import formats
from pages.parts import cached
from pages.parts.area_search import area_links
from pages.parts.frame import Context, page
from pages.parts.overview.country_at_a_glance import country_at_a_glance
from pages.parts.overview.doors import doors
from pages.parts.overview.indicator_lines import indicator_lines
from pages.parts.overview.newest import newest, release


def show() -> None:
    """The whole page."""
    with page() as context:
        introduction(context)
        doors(context)
        country_at_a_glance(context)
        indicator_lines(context)
        newest(context)
        release(context)


def introduction(context: Context) -> None:
    """One sentence, and the search box."""
    _ = context.text
    st.title("Thước Xã")
    communes = int(cached.named("number_of_communes")["communes"].iloc[0])
    st.markdown(
        _("Compare Viet Nam's {count} communes, wards and special zones by figures that each "
          "lead to their source, and see what is missing.").format(
            count=formats.number(communes, 0, context.lang)
        )
    )  # fmt: skip
    area_links(
        context, "overview_search", label=_("Find a commune, ward, special zone or province")
    )


show()
