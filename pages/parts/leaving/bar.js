// The bar under a chart: links that fetch a file, buttons that copy a text. Everything that comes
// from the data is set as text or as an attribute, never as markup.

// A site without https has no clipboard of its own; the older way still works there.
async function copied(text, inside) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = made("textarea", { readonly: "", class: "unseen", "aria-hidden": "true" });
    area.value = text;
    inside.append(area);
    area.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      done = false;
    }
    area.remove();
    return done;
  }
}

function made(name, attributes, text) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

function fileLink(way, name) {
  return made("a", { href: way.text, download: "", "data-way": way.code, "aria-label": name },
    way.label);
}

// How high the framed picture is: only who embeds it needs to know, so only then it is asked for.
async function fitted(text) {
  const source = new DOMParser().parseFromString(text, "text/html").querySelector("iframe")?.src;
  if (!source) return text;
  const site = source.slice(0, source.indexOf("/embed/"));
  try {
    const answer = await fetch(`${site}/oembed?url=${encodeURIComponent(source)}`);
    const { height } = await answer.json();
    return Number.isInteger(height) ? text.replace(/ height="\d+"/, ` height="${height}"`) : text;
  } catch {
    return text;
  }
}

export default function (component) {
  const { parentElement } = component;
  const root = parentElement.querySelector(".leaving");
  const sent = new TextDecoder().decode(component.data);
  if (root.sent === sent) return;
  root.sent = sent;
  const data = JSON.parse(sent);
  const wasFixed = root.querySelector("input")?.checked ?? false;
  root.replaceChildren();
  root.setAttribute("aria-label", data.words.bar);
  const told = made("span", { role: "status", class: "told" });
  const byHand = made("textarea", { readonly: "", rows: "3", class: "by-hand",
    "aria-label": data.words.by_hand });
  byHand.hidden = true;
  const fixed = made("input", { type: "checkbox" });
  fixed.checked = wasFixed;
  const textOf = (way) => (fixed.checked ? way.fixed : way.text);

  const links = [];
  for (const way of data.ways) {
    if (way.file) {
      const link = fileLink(way, way.help);
      links.push([link, way]);
      root.append(link);
      continue;
    }
    const button = made("button", { type: "button", "data-way": way.code, title: way.help },
      way.label);
    let fit = null;
    const measure = () => (fit = way.code === "embed" ? fitted(textOf(way)) : null);
    // Asked for before the press, since a browser lets a page copy for a moment only.
    button.addEventListener("pointerenter", measure);
    button.addEventListener("focus", measure);
    button.addEventListener("click", async () => {
      const text = (await (fit ?? measure())) ?? textOf(way);
      const done = await copied(text, root);
      byHand.hidden = done;
      byHand.value = done ? "" : text;
      told.textContent = `${done ? "✓ " : ""}${done ? way.copied : data.words.by_hand}`;
      if (!done) {
        byHand.focus();
        byHand.select();
      }
    });
    root.append(button);
  }
  const keep = () => {
    for (const [link, way] of links) link.setAttribute("href", textOf(way));
  };
  if (data.words.fix) {
    const label = made("label", { title: data.words.fix_help });
    label.append(fixed, made("span", {}, data.words.fix));
    root.append(label);
    fixed.addEventListener("change", keep);
  }
  keep();
  root.append(told, byHand);
}
