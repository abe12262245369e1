// Draws what the server sends; where a button was pressed, it has the focus again afterwards.
export default function ({ parentElement, data, setTriggerValue }) {
  const place = parentElement.querySelector(".tx-drawn");
  if (!place) return;
  if (place.drawn !== data) {
    const focused = place.querySelector("button[data-value]:focus")?.dataset.value;
    const open = [...place.querySelectorAll("details")].map((one) => one.open);
    place.innerHTML = data;
    place.drawn = data;
    [...place.querySelectorAll("details")].forEach((one, n) => { one.open = Boolean(open[n]); });
    if (focused) {
      const all = [...place.querySelectorAll("button[data-value]")];
      all.find((one) => one.dataset.value === focused)?.focus();
    }
  }
  place.onclick = (event) => {
    const button = event.target.closest("button[data-value]");
    if (button) setTriggerValue("pressed", button.dataset.value);
  };
}
