// Runs in a page right after `watched_trees.js`. `peer` (selectors of chart and table) and `expected` (texts
// of which one is the answer) are set before it. All times are milliseconds since 1970, so that
// they can be held against the start of the server.
//
// watched.asked: the reader's last deed (0: the page was only opened); kept over a reload, since
//   some tools answer with a new document.
// watched.chart: the last change inside the chart: of the document, or drawing on its canvas.
// watched.table: since when the first rows of the table hold an expected text.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const kept = () => { try { return Number(sessionStorage.getItem("asked")); } catch { return 0; } };
  const watched = window.watched = {asked: kept(), chart: 0, table: 0, now};
  const FIRST_TEXTS = 400;

  const ask = () => {
    watched.asked = now();
    watched.table = 0;
    try { sessionStorage.setItem("asked", watched.asked); } catch { /* not a page of a server */ }
  };
  addEventListener("keydown", (event) => { if (event.key === "Enter") ask(); }, true);
  addEventListener("input", ask, true);
  addEventListener("click", ask, true);

  // Ancestors, also out of shadow trees.
  const within = (node, selector) => {
    for (; node; node = node.parentNode ?? node.host) {
      if (node.matches?.(selector)) return true;
    }
    return false;
  };
  const brings = (change) => [...change.addedNodes].some(
    (node) => node.matches?.(window.peer.chart) || node.querySelector?.(window.peer.chart));

  const isExpected = (text) => {
    const bare = text.replace(/\s+/g, " ").trim();
    return window.expected.includes(bare)
      || bare.split(" ").some((word) => window.expected.includes(word));
  };
  const tables = function* () {
    for (const tree of trees) yield* tree.querySelectorAll(window.peer.table);
  };
  const tableAnswers = () => {
    for (const table of tables()) {
      const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
      for (let count = 0; count < FIRST_TEXTS && texts.nextNode(); count++) {
        if (isExpected(texts.currentNode.data)) return true;
      }
    }
    return false;
  };

  const trees = window.watchTrees((changes) => {
    if (changes.some((change) => within(change.target, window.peer.chart) || brings(change))) {
      watched.chart = now();
    }
    if (!watched.table && tableAnswers()) watched.table = now();
  });

  const known = {chart: new WeakMap(), table: new WeakMap()};
  const belongs = (canvas, part) => {
    if (!canvas.isConnected) return false;
    if (!known[part].has(canvas)) known[part].set(canvas, within(canvas, window.peer[part]));
    return known[part].get(canvas);
  };
  const follow = (kind, names) => {
    for (const name of names) {
      const draw = kind.prototype[name];
      kind.prototype[name] = function (...what) {
        if (belongs(this.canvas, "chart")) watched.chart = now();
        if (!watched.table && name === "fillText" && belongs(this.canvas, "table")
            && isExpected(what[0])) watched.table = now();
        return draw.apply(this, what);
      };
    }
  };
  follow(CanvasRenderingContext2D, ["fill", "stroke", "fillRect", "fillText", "drawImage"]);
  follow(WebGLRenderingContext, ["drawArrays", "drawElements"]);
  follow(WebGL2RenderingContext,
         ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"]);
})();
