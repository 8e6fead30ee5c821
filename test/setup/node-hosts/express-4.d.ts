/** Express 4 and 5 share what the hosts here use, so the types of 5 do. */
declare module 'express-4' {
  export { default } from 'express';
}
