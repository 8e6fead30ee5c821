/** Packages' style sheets, which Vite puts into the page's own. */
declare module '*.css';
