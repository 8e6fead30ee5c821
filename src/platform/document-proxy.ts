/**
 * Micro front ends (qiankun) give scripts a Proxy in place of `document`. Its methods work, but it is no Node: Lit's `document.createTreeWalker(document)`
 * throws as soon as Lit is imported, and so does `walker.currentNode = document` later. To be imported before Lit.
 */
if (typeof document !== 'undefined') {
  const proxy = document;
  const real = proxy.createComment('').ownerDocument;
  if (real !== proxy) {
    const create = real.createTreeWalker.bind(real);
    const nodeOf = (node: Node) => (node === proxy ? real : node);
    real.createTreeWalker = (root, ...rest) => {
      const walker = create(nodeOf(root), ...rest);
      return Object.defineProperty(walker, 'currentNode', {
        get: () => Reflect.get(TreeWalker.prototype, 'currentNode', walker),
        set: (node: Node) => Reflect.set(TreeWalker.prototype, 'currentNode', nodeOf(node), walker),
      });
    };
  }
}
export {};
