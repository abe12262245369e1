/* Ends the answer that came with the page where its table does not: another page, nothing found. */
(() => {
  const end = () => document.getElementById("first-answer")?.remove();
  const path = location.pathname;
  const DRAWN = '[data-test-script-state="notRunning"] [data-testid="stMainBlockContainer"] '
    + ':is(h1, [data-testid="stAlert"])';
  const look = new MutationObserver(() => {
    if (location.pathname !== path) end();
    else if (document.querySelector(DRAWN)) setTimeout(end, 3000);
    else return;
    look.disconnect();
  });
  look.observe(document, { subtree: true, childList: true, attributes: true,
    attributeFilter: ["data-test-script-state"] });
})();
