/** The messages that are being sent at this moment. */
export class UnderWay {
  readonly #controllers = new Set<AbortController>();
  #changed = () => {};

  get count(): number {
    return this.#controllers.size;
  }

  /** @param longest milliseconds, after which the work is told to give up @param work throws nothing */
  start(longest: number, work: (signal: AbortSignal) => Promise<void>): void {
    const controller = new AbortController();
    const late = setTimeout(() => controller.abort(), longest);
    this.#controllers.add(controller);
    void work(controller.signal).finally(() => {
      clearTimeout(late);
      this.#controllers.delete(controller);
      this.#changed();
    });
  }

  /** Until one of them ends. */
  async oneLess(): Promise<void> {
    if (this.count > 0)
      await new Promise<void>((changed) => {
        this.#changed = changed;
      });
  }

  async none(): Promise<void> {
    while (this.count > 0) await this.oneLess();
  }

  abort(): void {
    for (const controller of this.#controllers) controller.abort();
  }
}
