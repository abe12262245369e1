// Writes the page when the site is built. A file is published only if the page names it, so the
// names of the rankings are put into it here. JSON: reading CSV would have the framework fetch a
// parser from a content network while building.
import {readFileSync} from "node:fs";

const files = JSON.parse(readFileSync("src/data/files.json", "utf-8"));
const named = Object.entries(files).map(
  ([indicator, file]) => `  ${JSON.stringify(indicator)}: FileAttachment("data/${file}")`
);

process.stdout.write(`
\`\`\`js
import * as Inputs from "@observablehq/inputs";
import * as Plot from "@observablehq/plot";

const files = {
${named.join(",\n")}
};
\`\`\`

\`\`\`js
const indicator = view(Inputs.select(Object.keys(files)));
\`\`\`

\`\`\`js
const rows = await files[indicator].json();
\`\`\`

# \${indicator}

\`\`\`js
display(Plot.plot({
  width,
  marks: [
    Plot.rectY(rows, {x1: (d) => d.position - 0.5, x2: (d) => d.position + 0.5, y: "value"}),
    Plot.tip(rows, Plot.pointerX({x: "position", y: "value", title: "name"}))
  ]
}));
\`\`\`

\`\`\`js
display(Inputs.table(rows, {
  columns: ["rank", "name", "area_type", "province", "value"], select: false
}));
\`\`\`
`);
