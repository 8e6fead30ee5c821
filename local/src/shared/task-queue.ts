/** Tasks that run one after the other, in the order in which they were added. */
export class TaskQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles as the task does. A task that fails does not stop those behind it. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Settles once every task that has been added so far has ended, whatever came of it. */
  async idle(): Promise<void> {
    await this.#last;
  }
}

/** A queue for each key: tasks of different keys do not wait for each other. */
export class KeyedTaskQueues {
  readonly #queues = new Map<string, { queue: TaskQueue; tasks: number }>();

  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const entry = this.#queues.get(key) ?? { queue: new TaskQueue(), tasks: 0 };
    this.#queues.set(key, entry);
    entry.tasks++;
    try {
      return await entry.queue.run(task);
    } finally {
      if (--entry.tasks === 0) this.#queues.delete(key);
    }
  }

  /** Keys that have tasks. */
  get size(): number {
    return this.#queues.size;
  }
}
