/** Told to whoever asked, as it is. */
export class ModelError extends Error {}
