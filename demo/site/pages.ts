/** The pages of the site, in the order of its menu. */
export interface SitePage {
  path: string;
  title: string;
}

export interface Section {
  title: string;
  pages: readonly SitePage[];
}

/** Applications of their own, in folders of the same names. */
export const FRAMEWORKS: readonly SitePage[] = [
  { path: '/react/', title: 'React app' },
  { path: '/vue/', title: 'Vue app' },
];

export const SECTIONS: readonly Section[] = [
  {
    title: 'Start',
    pages: [
      { path: '/', title: 'Demo' },
      { path: '/getting-started/', title: 'Getting started' },
      { path: '/configurator/', title: 'Configurator' },
    ],
  },
  {
    title: 'In the page',
    pages: [
      { path: '/theming/', title: 'Theming' },
      { path: '/languages/', title: 'Languages' },
      { path: '/no-code/', title: 'Site builders' },
      { path: '/in-react/', title: 'React' },
      { path: '/in-vue/', title: 'Vue' },
      { path: '/in-others/', title: 'Other frameworks' },
    ],
  },
  { title: 'Applications', pages: FRAMEWORKS },
  {
    title: 'Behind the page',
    pages: [
      { path: '/backend/', title: 'Writing a backend' },
      { path: '/security/', title: 'Security' },
      { path: '/content-security-policy/', title: 'Content Security Policy' },
    ],
  },
  {
    title: 'Look up',
    pages: [
      { path: '/reference/', title: 'Reference' },
      { path: '/troubleshooting/', title: 'Troubleshooting' },
    ],
  },
];
