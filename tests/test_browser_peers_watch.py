"""What the comparison with other tools watches in a page, on invented pages of each kind of them.

The browser is handed the pages' text and asks nobody for it.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from bench.page_script import PageFailedError
from bench.peers import visits
from bench.peers.contestants import Contestant
from bench.peers.data import Question

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

ADDRESS = "http://127.0.0.1:9"
BEFORE, AFTER = Question("một", ("90",)), Question("hai", ("4.329", "4329"))
SELECT = """<!doctype html><title>x</title>
<select><option>một</option><option>hai</option></select><main></main><script>
  const main = document.querySelector("main"), select = document.querySelector("select");
  const value = () => select.value === "một" ? "90" : "4.329";
  let show = () => {};
  select.addEventListener("input", () => show(value()));
  addEventListener("load", () => show(value()));
"""
# The table before the chart, both as elements of a shadow tree.
SHADOW = (
    SELECT
    + """
  const root = main.attachShadow({mode: "open"});
  show = (text) => {
    root.innerHTML = `<table class="t"><tr><td>1</td><td>Bịa A</td><td>${text} %</td></table>`;
    const around = document.createElement("div");
    around.innerHTML = "<svg class='c'></svg>";
    setTimeout(() => root.append(around), 80);
  };
</script>"""
)
# The chart before the table, both painted.
CANVAS = (
    SELECT
    + """
  main.innerHTML = "<canvas class='c'></canvas><div class='t'><canvas></canvas></div>";
  const [chart, table] = [...document.querySelectorAll("canvas")].map((c) => c.getContext("2d"));
  show = (text) => {
    chart.fillRect(0, 0, 9, 9);
    setTimeout(() => table.fillText(text, 0, 9), 80);
  };
</script>"""
)
# A new document answers.
RELOAD = """<!doctype html><title>x</title><form action="/">
<select name="q"><option value="1">một</option><option value="2">hai</option></select>
</form><svg class="c"></svg><table class="t"><td>ANSWER</table><script>
  const select = document.querySelector("select");
  select.addEventListener("change", () => select.form.submit());
</script>"""


def contestant(pick: str = "native_select") -> Contestant:
    return Contestant("x", "X", "project", (), "/", ".c", ".t", pick)


@pytest.fixture
def opened(browser: "Browser") -> Iterator[Callable[[str], visits.Visit]]:
    contexts: list[BrowserContext] = []

    def of(html: str) -> visits.Visit:
        visit, context = visits.new_visit(browser, contestant(), ADDRESS)
        contexts.append(context)
        context.route("**", lambda route: route.fulfill(
            content_type="text/html; charset=utf-8",
            body=html.replace("ANSWER", "4329" if "q=2" in route.request.url else "90"),
        ))  # fmt: skip
        return visit

    yield of
    for context in contexts:
        context.close()


def test_a_chart_that_comes_into_a_shadow_tree_after_its_table(
    opened: Callable[[str], visits.Visit],
) -> None:
    visit = opened(SHADOW)
    first = visit.opened(BEFORE)
    assert first.asked == 0
    assert first.both == first.chart >= first.table + 70 > visit.began()
    change = visit.changed(AFTER)
    assert change.asked > first.chart
    assert change.chart >= change.table + 70 > change.asked


def test_a_painted_table_that_comes_after_its_painted_chart(
    opened: Callable[[str], visits.Visit],
) -> None:
    visit = opened(CANVAS)
    first = visit.opened(BEFORE)
    assert first.both == first.table >= first.chart + 70
    change = visit.changed(AFTER)
    assert change.table >= change.chart + 70 > change.asked > first.table


def test_a_new_document_is_counted_from_the_choice_in_the_old_one(
    opened: Callable[[str], visits.Visit],
) -> None:
    visit = opened(RELOAD)
    first = visit.opened(BEFORE)
    change = visit.changed(AFTER)
    assert first.both < change.asked < visit.began() < change.both
    assert visit.received.kilobytes() > 0


def test_an_answer_that_does_not_come_is_no_result(
    opened: Callable[[str], visits.Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "WAIT_MILLISECONDS", 1500)
    with pytest.raises(PageFailedError, match=r"x, hai: found .* one of \('4.329', '4329'\)"):
        opened(SHADOW).opened(AFTER)
