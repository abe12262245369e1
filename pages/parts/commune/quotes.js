// Texts come as data and are put in as text, never as markup.
export default function ({ data, parentElement }) {
  const add = (into, name, text) => {
    const made = into.appendChild(document.createElement(name))
    if (text) made.textContent = text
    return made
  }
  const copy = (into, label, text) => {
    const button = add(into, "button", label)
    button.type = "button"
    button.onclick = async () => {
      try { await navigator.clipboard.writeText(text) } catch {
        const area = add(into, "textarea", text)
        area.select(); document.execCommand("copy"); area.remove()
      }
      said.textContent = data.copied
      button.textContent = data.copied
      setTimeout(() => { button.textContent = label; said.textContent = "" }, 2000)
    }
  }
  const root = parentElement.querySelector(".quotes")
  const said = parentElement.querySelector("[role=status]")
  parentElement.querySelector("h2").textContent = data.heading
  root.replaceChildren()
  for (const one of data.quotes) {
    const article = add(root, "article")
    const head = add(article, "header")
    add(head, "h3", one.name)
    copy(head, data.copy, one.quote + "\n" + one.cited)
    const quote = add(article, "blockquote", one.quote)
    add(quote, "cite", one.cited)
    if (!one.caveats.length) continue
    const more = add(article, "details")
    add(more, "summary", data.caveats + " (" + one.caveats.length + ")")
    const list = add(more, "ul")
    for (const text of one.caveats) add(list, "li", text)
    copy(more, data.copyCaveats, one.caveats.map((text) => "– " + text).join("\n"))
  }
}
