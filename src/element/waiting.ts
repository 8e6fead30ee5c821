/** Promises that wait for the same thing and settle together. */
export class Waiting<T> {
  #settlers: { resolve: (value: T) => void; reject: (reason: Error) => void }[] = [];

  wait(): Promise<Awaited<T>> {
    return new Promise<T>((resolve, reject) => this.#settlers.push({ resolve, reject })) as Promise<Awaited<T>>;
  }

  resolve(value: T): void {
    for (const settler of this.#take()) settler.resolve(value);
  }

  reject(reason: Error): void {
    for (const settler of this.#take()) settler.reject(reason);
  }

  #take() {
    const settlers = this.#settlers;
    this.#settlers = [];
    return settlers;
  }
}
