/* What Streamlit's widgets leave to the mouse: the arrow keys of a search, Space in a grid. */
(() => {
  const STEPS = { ArrowDown: 1, ArrowUp: -1 };
  const SEARCH = '[class*="st-key-site_search"]';
  const FOUND = '[class*="st-key-site_found"] :is(a, button)';

  /* From the box into what it found, from one to the next, back into the box; Escape goes back. */
  const walk = event => {
    const search = event.target.closest?.(SEARCH);
    const box = search?.querySelector("input");
    const step = STEPS[event.key] ?? (event.key === "Escape" ? -Infinity : 0);
    if (!box || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    const found = [...search.querySelectorAll(FOUND)];
    const from = found.indexOf(event.target.closest("a, button"));
    const to = Math.min(from + step, found.length - 1);
    if (!found.length || (from < 0 && step < 0)) return;
    event.preventDefault();
    (to < 0 ? box : found[to]).focus();
  };

  /* Streamlit's grid chooses the row of the focused cell by Shift+Space alone. */
  const choose = event => {
    const grid = event.isTrusted && event.key === " " && !event.shiftKey
      && event.target.closest?.('[data-testid="stDataFrame"]');
    if (!grid || event.target.closest("input, textarea, button")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.dispatchEvent(new KeyboardEvent("keydown", {
      key: " ", code: "Space", keyCode: 32, shiftKey: true, bubbles: true, cancelable: true,
    }));
  };

  addEventListener("keydown", event => { choose(event); walk(event); }, true);
})();
