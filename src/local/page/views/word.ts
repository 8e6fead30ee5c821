export { TextView as WordView } from './text.js';
