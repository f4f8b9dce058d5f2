import { type EngineLine, type EngineProblem, type EngineState, parseLine } from "./engine-line.ts";

/** What a run of the engine told of one resource at last. */
export interface EngineResource {
  readonly region: string;
  readonly type: string;
  /** `Region - type - name` */
  readonly name: string;
  readonly state: EngineState;
  /** Why deleting it failed. */
  readonly reason?: string;
}

/** What a run of the engine told. */
export interface EngineOutcome {
  readonly resources: readonly EngineResource[];
  /** Kinds that it could not list, and other complaints. */
  readonly problems: readonly EngineProblem[];
}

/** Follows the output of one run, line by line. */
export class EngineOutput {
  readonly #resources = new Map<string, EngineResource>();
  readonly #problems = new Map<string, EngineProblem>();
  #wouldRemove = 0;
  #found: number | undefined;
  #isGivingUp = false;
  /** The failed resource whose reason comes next. */
  #unexplained: string | undefined;

  read(text: string): void {
    const line = parseLine(text.trimEnd());
    switch (line.tells) {
      case "resource":
        this.#resource(line);
        break;
      case "found":
        this.#found = line.count;
        break;
      case "giving up":
        this.#isGivingUp = true;
        break;
      case "problem":
        this.#complain(line);
        break;
      case "text":
        this.#explain(line.text.trim());
        break;
      default:
        line satisfies never;
    }
  }

  get outcome(): EngineOutcome {
    return { resources: [...this.#resources.values()], problems: [...this.#problems.values()] };
  }

  /**
   * Says why this output proves nothing about what is in the account: the engine must have finished
   * looking, and have told of as many resources as it says that it found. Undefined when it does.
   */
  get flaw(): string | undefined {
    if (this.#found === undefined) return "The engine did not finish looking at the account.";
    if (this.#found === this.#wouldRemove) return undefined;
    return `The engine found ${this.#found} resources and told of ${this.#wouldRemove}: its output is not understood.`;
  }

  #resource({ region, type, name, properties, state }: Extract<EngineLine, { tells: "resource" }>) {
    const key = `${region} - ${type} - ${name} - [${properties}]`;
    if (state === "would remove") this.#wouldRemove += 1;
    this.#resources.set(key, { region, type, name: `${region} - ${type} - ${name}`, state });
    this.#unexplained = this.#isGivingUp && state === "failed" ? key : undefined;
  }

  #complain({ place, reason }: EngineProblem) {
    const problem = place === undefined ? { reason } : { place, reason };
    this.#problems.set(`${place}: ${reason}`, problem);
  }

  /** Only the first line of a reason tells something; request ids follow. */
  #explain(reason: string): void {
    const resource = this.#resources.get(this.#unexplained ?? "");
    if (this.#unexplained === undefined || resource === undefined || reason === "") return;
    this.#resources.set(this.#unexplained, { ...resource, reason });
    this.#unexplained = undefined;
  }
}
