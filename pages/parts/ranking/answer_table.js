// The table that answers: real rows and links, drawn cells, rows chosen by click or Space.
// Everything arrives as plain text and as places from 0 to 100; nothing here is markup.

const make = (name, classes, text) => {
  const node = document.createElement(name);
  if (classes) node.className = classes;
  if (text !== undefined) node.textContent = text;
  return node;
};

const within = (place) => `${Math.min(100, Math.max(0, place))}%`;

const mark = (classes, place) => {
  const node = make("span", classes);
  node.style.left = within(place);
  return node;
};

// What the drawn cell shows, from back to front: yardstick, share of the year gone, interval, dot.
function drawn(row, words) {
  const cell = make("td", "draw");
  const plot = make("div", "plot");
  plot.setAttribute("role", "img");
  const told = [row.value, row.judged, row.gone ? words.gone.replace("{elapsed}", row.gone) : "",
    row.beyond ? words.beyond : ""];
  plot.setAttribute("aria-label", told.filter(Boolean).join(", "));
  plot.title = plot.getAttribute("aria-label");
  if (row.line !== undefined) plot.append(mark("line", row.line));
  if (row.tick !== undefined) plot.append(mark("tick", row.tick));
  const band = mark("band", row.low);
  band.style.width = `${Math.max(0, row.high - row.low)}%`;
  plot.append(band, mark(`dot ${row.outcome || ""}`, row.dot));
  if (row.beyond) {
    const sign = mark(row.dot ? "beyond" : "beyond first", row.dot);
    sign.textContent = row.beyond;
    plot.append(sign);
  }
  cell.append(plot);
  return cell;
}

function source(row) {
  const cell = make("td", "source");
  cell.title = row.source;
  if (!row.url) {
    cell.textContent = row.source;
    return cell;
  }
  const link = make("a", "", row.source);
  link.href = row.url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.tabIndex = -1;
  cell.append(link);
  return cell;
}

function named(row, data) {
  const cell = make("th", "area");
  cell.scope = "row";
  const link = make("a", "", row.name);
  link.href = data.address + encodeURIComponent(row.code) + data.kept;
  link.target = "_self";
  link.tabIndex = -1;
  const more = [row.where, row.period, row.source].filter(Boolean).join(" · ");
  cell.append(link, make("span", "where", row.where || ""), make("span", "more", more));
  return cell;
}

function choice(row, words) {
  const cell = make("td", "choose");
  const box = make("input");
  box.type = "checkbox";
  box.value = row.code;
  box.tabIndex = -1;
  box.setAttribute("aria-label", words.choose.replace("{area}", row.name));
  cell.append(box);
  return cell;
}

function value(row) {
  const cell = make("td", "value");
  if (row.sign) {
    const sign = make("span", `sign ${row.outcome}`, row.sign);
    sign.setAttribute("aria-hidden", "true");
    sign.title = row.judged;
    cell.append(sign, " ");
  }
  cell.append(row.value);
  if (row.judged) cell.append(make("span", "unseen", `, ${row.judged}`));
  return cell;
}

function printed(row) {
  const told = [row.print, row.note].filter(Boolean).join(" · ");
  const cell = make("td", "print", told);
  cell.title = told;
  return cell;
}

// The cells that are more than a text; all others say theirs as it came.
const cells = {
  choose: (row, data) => choice(row, data.words),
  area: named,
  value,
  draw: (row, data) => drawn(row, data.words),
  print: printed,
  source,
};

function line(row, data) {
  const node = make("tr", "figure");
  for (const name of Object.keys(data.words.columns)) {
    node.append(cells[name] ? cells[name](row, data) : make("td", name, row[name]));
  }
  return node;
}

function heading(data) {
  const head = make("thead");
  const row = make("tr");
  for (const [name, text] of Object.entries(data.words.columns)) {
    const cell = make("th", name);
    cell.scope = "col";
    if (data.words.help[name]) cell.title = data.words.help[name];
    if (name === "draw") {
      cell.append(make("span", "unseen", text));
      cell.append(make("span", "end", data.words.low), make("span", "end", data.words.high));
    } else {
      cell.append(make("span", name === "choose" ? "unseen" : "", text));
    }
    row.append(cell);
  }
  head.append(row);
  return head;
}

function anchor(address, text) {
  const link = make("a", "", text);
  link.href = address;
  link.target = "_self";
  return link;
}

function groupHeading(text, span) {
  const row = make("tr", "group");
  const cell = make("th");
  cell.scope = "rowgroup";
  cell.colSpan = span;
  cell.append(text);
  row.append(cell);
  return row;
}

// What is not known: one line that opens to the names, each with the reason. They are asked for
// when it is opened first.
function unknown(data, span, root) {
  const body = make("tbody", "unknown");
  const button = make("button", "fold", data.missing.heading);
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  body.append(groupHeading(button, span));
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    body.querySelectorAll("tr.figure").forEach((row) => row.remove());
    delete button.dataset.asked;
    if (open) unfold(root, root.shown);
  });
  return body;
}

function unfold(root, shown) {
  const body = root.querySelector("tbody.unknown");
  const button = body?.querySelector("button.fold");
  if (button?.getAttribute("aria-expanded") !== "true" || body.querySelector("tr.figure")) return;
  const { data, ask } = shown;
  body.setAttribute("aria-busy", String(!data.unfolded));
  if (!data.unfolded) {
    if (button.dataset.asked !== data.drawn) ask();
    button.dataset.asked = data.drawn;
    return;
  }
  const span = Object.keys(data.words.columns).length;
  body.append(...data.unfolded.map((row) => without(row, data, span)));
}

function without(row, data, span) {
  const node = make("tr", "figure");
  const cell = named(row, data);
  cell.colSpan = data.words.columns.place === undefined ? 1 : 2;
  const reason = make("td", "reason", row.reason);
  reason.colSpan = span - 1 - cell.colSpan;
  node.append(make("td", "choose"), cell, reason);
  return node;
}

function draw(root, data) {
  const table = make("table");
  table.append(make("caption", "unseen", data.words.caption));
  table.append(heading(data));
  const span = Object.keys(data.words.columns).length;
  for (const group of data.groups) {
    const body = make("tbody");
    if (group.heading) {
      const row = groupHeading(group.heading, span);
      if (group.only) row.firstChild.append(" · ", anchor(group.only, data.words.only));
      body.append(row);
    }
    body.append(...group.rows.map((row) => line(row, data)));
    table.append(body);
  }
  if (data.missing) table.append(unknown(data, span, root));
  const legend = make("p", "legend", data.words.legend);
  if (data.all) legend.append(" ", anchor(data.all, data.words.all));
  root.replaceChildren(table, legend);
}

// One stop of the Tab key: the row that was last reached.
function reach(boxes, place) {
  const at = Math.min(boxes.length - 1, Math.max(0, place));
  boxes.forEach((box, number) => {
    box.tabIndex = number === at ? 0 : -1;
    const link = box.closest("tr").querySelector("th.area a");
    if (link) link.tabIndex = number === at ? 0 : -1;
  });
  return boxes[at];
}

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const data = JSON.parse(new TextDecoder().decode(component.data));
  const root = parentElement.querySelector(".answer-table");
  root.shown = { data, ask: () => setTriggerValue("unfolded", data.drawn) };
  if (root.dataset.drawn !== data.drawn) {
    const began = performance.now();
    draw(root, data);
    root.dataset.drawn = data.drawn;
    root.dataset.took = String(Math.round(performance.now() - began));
    // The answer that came with the page lies over this one until now.
    document.getElementById("first-answer")?.remove();
    reach([...root.querySelectorAll("input")], 0);
  }
  unfold(root, root.shown);
  const boxes = [...root.querySelectorAll("input")];
  const chosen = new Set(data.chosen);
  boxes.forEach((box) => {
    box.checked = chosen.has(box.value);
    box.closest("tr").classList.toggle("chosen", box.checked);
  });
  const tell = (box) => {
    if (box.checked) chosen.add(box.value);
    else chosen.delete(box.value);
    setTriggerValue("chosen", [...chosen]);
  };
  root.onchange = (event) => {
    if (event.target.matches("input")) tell(event.target);
  };
  root.onclick = (event) => {
    const row = event.target.closest("tr.figure");
    if (!row || event.target.closest("a, input, button")) return;
    const box = row.querySelector("input");
    if (!box || String(document.getSelection())) return;
    box.checked = !box.checked;
    tell(box);
  };
  root.onkeydown = (event) => {
    const row = event.target.closest("tr.figure");
    const place = row ? boxes.indexOf(row.querySelector("input")) : -1;
    const steps = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: boxes.length - 1 };
    if (place < 0 || !(event.key in steps)) return;
    event.preventDefault();
    reach(boxes, steps[event.key]).focus();
  };
}
