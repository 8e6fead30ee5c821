import { answer } from './answer.js';

console.log(Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: answer }).url.href);
