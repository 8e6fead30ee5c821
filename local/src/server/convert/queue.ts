/** Runs at most so many jobs at a time; urgent ones first, others in the order they came. */
export class JobQueue {
  readonly #waiting: { urgent: boolean; start: () => void }[] = [];
  #running = 0;

  constructor(private readonly slots: number) {}

  /** How many jobs come before one that is added now. */
  get ahead(): number {
    return Math.max(0, this.#waiting.length + this.#running - this.slots + 1);
  }

  async run<T>(job: () => Promise<T>, urgent = false): Promise<T> {
    if (this.#running >= this.slots) {
      await new Promise<void>((start) => {
        const firstPatient = this.#waiting.findIndex((other) => !other.urgent);
        const place = urgent && firstPatient >= 0 ? firstPatient : this.#waiting.length;
        this.#waiting.splice(place, 0, { urgent, start });
      });
    } else {
      this.#running += 1;
    }
    try {
      return await job();
    } finally {
      // A slot goes straight to the next in line, so that nobody new can slip in between.
      const next = this.#waiting.shift();
      if (next) next.start();
      else this.#running -= 1;
    }
  }
}
