// The rug as a table: built of texts only (textContent, never markup), sorted here.
// A cell of the data: [kind, number or null, text, place of word, of period, of basis, of remarks].
// Where a column is apart its cells tell period and basis themselves.

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

export default function (component) {
  const { data, parentElement } = component;
  const drawn = JSON.stringify(data);
  const before = parentElement.querySelector(".rug");
  if (before && before.drawn === drawn) return;
  const root = element("div", "rug");
  root.drawn = drawn;
  for (const [name, colour] of Object.entries(data.colours))
    root.style.setProperty(`--rug-${name}`, colour);
  const tip = element("div", "tip");
  tip.id = "rug-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  const table = tableOf(data);
  const frame = element("div", "frame");
  frame.append(table);
  root.append(legendOf(data), frame, element("p", "how", data.texts.how), tip);
  if (before) before.replaceWith(root);
  else parentElement.append(root);
  keepClear(frame, table);
  sortable(table, data);
  walkable(table);
  telling(table, tip, data);
}

// A cell that is scrolled to never ends up below the heading row or the first column.
function keepClear(frame, table) {
  const top = table.tHead.offsetHeight;
  const left = table.rows[0].cells[0].offsetWidth;
  frame.style.scrollPadding = `${top}px 0 0 ${left}px`;
}

function legendOf(data) {
  const list = element("ul", "legend");
  list.setAttribute("aria-label", data.texts.legend);
  for (const [code, sign, word] of data.legend) {
    const item = element("li");
    const swatch = element("span", `swatch ${code}`, sign);
    swatch.setAttribute("aria-hidden", "true");
    item.append(swatch, element("span", "", word));
    list.append(item);
  }
  return list;
}

function tableOf(data) {
  const table = element("table");
  table.setAttribute("role", "grid");
  table.append(element("caption", "", data.caption), columnsOf(data), headOf(data));
  const body = element("tbody");
  body.setAttribute("role", "rowgroup");
  data.rows.forEach((row, place) => body.append(rowOf(data, row, place)));
  table.append(body);
  // Columns of fixed widths are drawn quicker; they are fixed only where the table has a width.
  table.style.width = `calc(var(--names) + ${data.columns.length} * var(--values))`;
  return table;
}

function columnsOf(data) {
  const group = element("colgroup");
  group.append(element("col", "names"));
  for (const _ of data.columns) group.append(element("col", "values"));
  return group;
}

function headOf(data) {
  const head = element("thead");
  head.setAttribute("role", "rowgroup");
  const row = element("tr");
  row.setAttribute("role", "row");
  row.append(headingOf(data.texts.area, "", "", data));
  for (const column of data.columns)
    row.append(headingOf(column.name, column.about, column.coverage, data));
  head.append(row);
  return head;
}

function headingOf(name, about, coverage, data) {
  const cell = element("th");
  cell.scope = "col";
  cell.setAttribute("role", "columnheader");
  cell.setAttribute("aria-sort", "none");
  cell.tabIndex = -1;
  const button = element("button");
  button.type = "button";
  button.tabIndex = -1;
  button.append(element("span", "name", name));
  const arrow = element("span", "arrow");
  arrow.setAttribute("aria-hidden", "true");
  button.append(arrow);
  if (about) button.append(element("small", "about", about), element("small", "", coverage));
  cell.append(button);
  return cell;
}

function rowOf(data, [name, kind, href], place) {
  const row = element("tr");
  row.setAttribute("role", "row");
  row.place = place;
  const heading = element("th");
  heading.scope = "row";
  heading.setAttribute("role", "rowheader");
  heading.tabIndex = -1;
  const link = linkTo(href);
  link.append(element("span", "", name), element("small", "", kind));
  heading.append(link);
  row.append(heading);
  data.cells[place].forEach((cell, column) => {
    row.append(cellOf(cell, href, data.columns[column].apart, data));
  });
  return row;
}

function linkTo(href) {
  const link = element("a");
  link.href = href;
  link.target = "_self";
  link.tabIndex = -1;
  return link;
}

function cellOf([code, number, text, word, period, basis], href, apart, data) {
  const cell = element("td", code);
  cell.setAttribute("role", "gridcell");
  cell.tabIndex = -1;
  const leads = number !== null || code === "elsewhere";
  const inner = leads ? linkTo(href) : element("span", "gap");
  const sign = (data.legend.find(([one]) => one === code) || ["", ""])[1];
  if (sign) {
    const mark = element("span", "sign", sign);
    mark.setAttribute("aria-hidden", "true");
    inner.append(mark);
  }
  if (text) {
    const value = element("span", "value", text);
    const own = apart ? [period, basis].map((one) => data.words[one]).filter(Boolean) : [];
    if (own.length) value.append(element("small", "own", own.join(" · ")));
    inner.append(value);
  }
  inner.append(element("span", "hidden", data.words[word]));
  cell.append(inner);
  return cell;
}

// Best first, then the other way round; what is missing always comes last.
function sortable(table, data) {
  const headings = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  const names = new Intl.Collator("vi");
  const byName = (a, b) => names.compare(data.rows[a][0], data.rows[b][0]);
  const byNumber = (place, up) => (a, b) => {
    const [x, y] = [data.cells[a][place][1], data.cells[b][place][1]];
    if (x === null || y === null) return (x === null) - (y === null) || byName(a, b);
    return (up ? x - y : y - x) || byName(a, b);
  };
  headings.forEach((heading, column) => {
    heading.firstChild.addEventListener("click", () => {
      const first = column && !data.columns[column - 1].lowFirst ? "descending" : "ascending";
      const other = first === "ascending" ? "descending" : "ascending";
      const order = heading.getAttribute("aria-sort") === first ? other : first;
      const up = order === "ascending";
      for (const one of headings) {
        one.setAttribute("aria-sort", one === heading ? order : "none");
        one.querySelector(".arrow").textContent = one === heading ? (up ? " ▲" : " ▼") : "";
      }
      const compare = column ? byNumber(column - 1, up) : (a, b) => (up ? 1 : -1) * byName(a, b);
      const rows = [...body.rows].sort((a, b) => compare(a.place, b.place));
      body.append(...rows);
    });
  });
}

// One place in the order of Tab; arrow keys, Home, End, Page up and Page down go on from there.
function walkable(table) {
  const grid = () => [...table.rows];
  let current = table.tBodies[0].rows.length ? table.tBodies[0].rows[0].cells[0] : null;
  current = current || table.rows[0].cells[0];
  current.tabIndex = 0;
  const goTo = (cell) => {
    if (!cell) return;
    current.tabIndex = -1;
    current = cell;
    current.tabIndex = 0;
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td, th");
    if (!cell || event.altKey || event.metaKey) return;
    const rows = grid();
    const y = rows.indexOf(cell.parentElement);
    const x = cell.cellIndex;
    const last = rows[y].cells.length - 1;
    const far = event.ctrlKey;
    const at = (row, column) => rows[Math.max(0, Math.min(rows.length - 1, row))].cells[column];
    const moves = {
      ArrowLeft: () => at(y, Math.max(0, x - 1)),
      ArrowRight: () => at(y, Math.min(last, x + 1)),
      ArrowUp: () => at(y - 1, x),
      ArrowDown: () => at(y + 1, x),
      PageUp: () => at(y - 10, x),
      PageDown: () => at(y + 10, x),
      Home: () => at(far ? 0 : y, 0),
      End: () => at(far ? rows.length - 1 : y, last),
    };
    if (moves[event.key]) {
      event.preventDefault();
      goTo(moves[event.key]());
    } else if (event.key === "Enter" || event.key === " ") {
      const inside = cell.querySelector("a, button");
      if (inside && event.target === cell) {
        event.preventDefault();
        inside.click();
      }
    }
  });
  table.addEventListener("mousedown", (event) => {
    const cell = event.target.closest("td, th");
    if (!cell) return;
    current.tabIndex = -1;
    current = cell;
    current.tabIndex = 0;
  });
}

// The judgement in words beside the cell that is pointed at or focused.
function telling(table, tip, data) {
  let told = null;
  const hide = () => {
    tip.hidden = true;
    if (told) told.removeAttribute("aria-describedby");
    told = null;
  };
  const linesOf = (cell) => {
    const column = data.columns[cell.cellIndex - 1];
    const place = cell.parentElement.place;
    if (place === undefined)
      return [column.name, column.about, column.coverage,
              data.texts.sort.replace("{name}", column.name)];
    const [, number, text, word, period, basis, remarks] = data.cells[place][cell.cellIndex - 1];
    return [
      `${data.rows[place][0]} · ${column.name}`,
      number === null ? "" : `${text} (${column.unit})`,
      data.words[word], data.words[period], data.words[basis], data.words[remarks],
    ];
  };
  const show = (cell) => {
    if (!cell || cell === told) return;
    hide();
    const [first, ...lines] = linesOf(cell);
    tip.replaceChildren(element("b", "", first));
    for (const line of lines) if (line) tip.append(element("span", "", line));
    tip.hidden = false;
    told = cell;
    cell.setAttribute("aria-describedby", tip.id);
    moveBeside(cell);
  };
  const moveBeside = (cell) => {
    const box = cell.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    const below = box.bottom + 6 + own.height < window.innerHeight;
    tip.style.top = `${below ? box.bottom + 6 : Math.max(6, box.top - own.height - 6)}px`;
    const left = Math.min(box.left, window.innerWidth - own.width - 12);
    tip.style.left = `${Math.max(12, left)}px`;
  };
  const cellOfEvent = (event) => {
    const cell = event.target.closest("td, thead th");
    return cell && cell.cellIndex ? cell : null;
  };
  table.addEventListener("mouseover", (event) => (cellOfEvent(event) ? show(cellOfEvent(event)) : hide()));
  table.addEventListener("mouseleave", hide);
  table.addEventListener("focusin", (event) => (cellOfEvent(event) ? show(cellOfEvent(event)) : hide()));
  table.addEventListener("focusout", hide);
  const follow = () => told && moveBeside(told);
  table.parentElement.addEventListener("scroll", follow, { passive: true });
  table.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}
