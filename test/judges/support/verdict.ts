/** What a judge has found so far. */
export class Verdict {
  #passed = 0;
  #failed = 0;

  /** Counts one check, and prints it when something is wrong with it. */
  count(title: string, problems: readonly string[]): void {
    if (problems.length === 0) {
      this.#passed += 1;
      return;
    }
    this.#failed += 1;
    console.log([`FAILED ${title}`, ...problems.map((each) => `  ${each}`)].join("\n"));
  }

  /** Prints the closing line and answers the exit code. */
  close(): number {
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0 && this.#passed > 0 ? 0 : 1;
  }
}
