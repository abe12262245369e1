// Runs in a page before anything else. `watchTrees(seen)` gives `seen` every change of the document
// and of the shadow trees below it; it returns these trees in a list that grows with them.
window.watchTrees = (seen) => {
  const trees = [];
  const watch = (tree) => {
    trees.push(tree);
    new MutationObserver(seen).observe(
      tree, {subtree: true, childList: true, attributes: true, characterData: true});
    return tree;
  };
  watch(document);
  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) { return watch(attachShadow.call(this, how)); };
  return trees;
};
