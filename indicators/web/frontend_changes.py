"""What Streamlit's scripts for the browser lack, written into them as they are served.

Streamlit 1.67 words a few things of its own in English alone (streamlit/streamlit#1353, #13500)
and compares what is typed into a select box letter by letter, so that "hue" does not find "Huế"
(streamlit/streamlit#15110); neither can be set from Python. Each change here names the script, by
the part of its name before the digest, and the text found in it. Where another version has no
such text, its script is served as it is: English words and accents, no fault. A test holds every
text to the version that is installed.
"""

import json
import re
from collections.abc import Callable
from functools import lru_cache

from indicators.language.texts import LANGUAGES, translator
from indicators.sentences.marking import N_

# Words that stand in the script as a literal of their own: `No results`.
WORDS: dict[str, tuple[str, ...]] = {
    "Selectbox": (N_("No results"), N_("Open"), N_("Clear value")),
    "Multiselect": (N_("No results"), N_("Open"), N_("Clear all"), N_("Select all"),
                    N_("Selected values")),
    "index": (N_("Skip to main content"), N_("App pages"), N_("Expand sidebar"),
              N_("Collapse sidebar"), N_("Sidebar"), N_("Close"), N_("Running..."), N_("Stop"),
              N_("Scroll tabs left"), N_("Scroll tabs right"), N_("Notifications")),
    "Toolbar": (N_("Fullscreen"), N_("Close fullscreen")),
    "PlotlyChart": (N_("Fullscreen"), N_("Close fullscreen")),
    "DataFrame": (N_("Search"), N_("Show/hide columns"), N_("Previous Result"), N_("Next Result"),
                  N_("Close Search")),
    "FileUploader": (N_("Upload"), N_("Drag and drop files here"),
                     N_("Drag and drop a file here"), N_("Add files")),
    "Pagination": (N_("Pagination"), N_("Previous page"), N_("Next page")),
    "TextInput": (N_("Clear entry"),),
}  # fmt: skip

# Sentences with something in them: the text of the script, the English words, the expression that
# stands for {}.
SENTENCES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "index": (("`${i.flat().length} more`", N_("{} more"), "i.flat().length"),),
    "Multiselect": (("`Select ${p.length} matches`", N_("Select {} matches"), "p.length"),
                    ("`Remove ${e}`", N_("Remove {}"), "e")),
    "FileUploader": (("`${T(t,D.Byte,0)} per file`", N_("{} per file"), "T(t,D.Byte,0)"),),
    "Pagination": (("`Page ${e.page}`", N_("Page {}"), "e.page"),),
}  # fmt: skip

# The two comparisons of select boxes: by a part of the label, and by its letters in order.
ACCENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "useSyncComboBoxEnterTargetFocus": (
        ("yn=e=>e.toLowerCase()", "yn=e=>siteFold(e)"),
        (
            "function vn(e,t){e=e.toLowerCase(),t=t.toLowerCase();",
            "function vn(e,t){e=siteFold(e),t=siteFold(t);",
        ),
    ),
}

# "index.DormvYxC.js": one name, one digest; "index.esm.CnlgfcEa.js" is another script.
SCRIPT_NAME = re.compile(r"(?P<script>\w+)\.[\w-]+\.js")
# The same letters as a name for machines: of a component, of a part, of a language's table.
NO_NAME = r"(?<!displayName=)(?<!\bid:)(?<!\{close:)"

# Folds as indicators.names.fold does, as far as a label of a select box needs.
SCRIPT = """<script>
globalThis.siteWord = (text, inside) => {
  const told = (%s[document.documentElement.lang] || {})[text] || text;
  return inside === undefined ? told : told.replace("{}", inside);
};
globalThis.siteFold = text => text.normalize("NFD").replace(/[\\u0300-\\u036f]/g, "")
  .replace(/[\\u0111\\u0110]/g, "d").toLowerCase();
</script>"""


def words_script() -> str:
    """The ``<script>`` that the changed scripts ask for their words, in every language."""
    words = {lang: _words(translator(lang)) for lang in LANGUAGES}
    return SCRIPT % json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")


def changes_of(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What is found in the script called ``name``, and what is served in its place.

    A call begins with a blank: what it replaces may follow a ``return`` without any.
    """
    found = SCRIPT_NAME.fullmatch(name)
    script = found["script"] if found else ""
    words = [(f"`{word}`", f" siteWord(`{word}`)") for word in WORDS.get(script, ())]
    sentences = [(text, f" siteWord(`{english}`,{inside})")
                 for text, english, inside in SENTENCES.get(script, ())]  # fmt: skip
    return (
        *((re.compile(NO_NAME + re.escape(text)), put) for text, put in (*words, *sentences)),
        *((re.compile(re.escape(text)), put) for text, put in ACCENTS.get(script, ())),
    )


@lru_cache(maxsize=64)
def is_changed(name: str) -> bool:
    """Whether the file called ``name`` may be served otherwise than it is."""
    return bool(changes_of(name))


def changed(name: str, content: bytes) -> bytes:
    """The script ``name`` as it is served; any other file as it is."""
    pairs = changes_of(name)
    if not pairs:
        return content
    text = content.decode("utf-8")
    for found, put in pairs:
        text = found.sub(put.replace("\\", r"\\"), text)
    return text.encode("utf-8")


def _words(translated: Callable[[str], str]) -> dict[str, str]:
    english = {word for words in WORDS.values() for word in words}
    english |= {words for rows in SENTENCES.values() for _found, words, _inside in rows}
    return {word: translated(word) for word in sorted(english)}
