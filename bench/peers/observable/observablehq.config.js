// Nothing from a content network: no web fonts, no search index, libraries out of node_modules.
export default {
  root: "src",
  output: "dist",
  title: "Ranking",
  globalStylesheets: [],
  search: false,
  sidebar: false,
  toc: false,
  pager: false,
  footer: ""
};
