import type { DomainEvent } from "../../domain/events.ts";
import type { Instant } from "../kernel/clock.ts";
import type { Happening } from "../kernel/trace.ts";
import { CallLog } from "./calls.ts";
import { length, moment, nameIn, styled } from "./format.ts";

type StateHappening = Extract<Happening, { kind: "state" }>;

interface Running {
  readonly since: Instant;
  tries: number;
}

const WIDTHS = { who: 12, what: 26, calls: 62 };

/** States that only choose or end say nothing of their own. */
const SILENT = /\?$|^Account (closed|returned|vended|not vended|parked)$/;

/** Events that the steps around them already tell. */
const TOLD_BY_STEPS = /^Account(Claimed|CreationSubmitted|CreationAccepted|NukeStarted|Closing)$/;

/** Tells what happens in the local cloud, a line each: when, who, what, which AWS calls, how long. */
export class Narrator {
  readonly #write: (line: string) => void;
  readonly #mostCalls: number | undefined;
  readonly #running = new Map<string, Running>();
  readonly #calls = new CallLog();

  /** Names at most `mostCalls` kinds of calls in a line; all when absent. */
  constructor(write: (line: string) => void, { mostCalls }: { readonly mostCalls?: number } = {}) {
    this.#write = write;
    this.#mostCalls = mostCalls;
  }

  /** Something that a person did. */
  person(at: Instant, who: string, what: string): void {
    this.note(at, who, what);
    this.#calls.take();
  }

  /** Something that happens beside all that is watched. */
  note(at: Instant, who: string, what: string): void {
    this.#write(this.#line(at, who, styled("bold", what)));
  }

  /** Watches the cloud's trace. */
  readonly watch = (happening: Happening): void => {
    if (happening.kind === "call") this.#calls.add(happening);
    if (happening.kind === "state") this.#state(happening);
    if (happening.kind === "event" && happening.source === "mayfly") this.#event(happening);
    if (happening.kind === "alarm" && happening.state === "ALARM")
      this.#write(this.#line(happening.at, "alarm", styled("red", happening.alarm)));
  };

  #state({ at, machine, execution, state, event, error, cause }: StateHappening): void {
    if (SILENT.test(state)) return;
    const id = `${execution}/${state}`;
    const running = this.#running.get(id) ?? { since: at, tries: 1 };
    this.#running.set(id, running);
    if (event === "entered") return;
    if (event === "retried") {
      running.tries += 1;
      return;
    }
    this.#running.delete(id);
    const tries = running.tries > 1 ? `, ${running.tries} tries` : "";
    const took = `${length(at - running.since)}${tries}`;
    const calls = this.#calls.take(this.#mostCalls).join(" ");
    const who = nameIn(machine).replace(/^.*-/, "");
    if (event === "exited") this.#write(this.#line(at, who, state, calls, took));
    else this.#write(this.#line(at, who, styled("red", state), `${error}: ${cause}`, took));
  }

  #event({ at, detail }: Extract<Happening, { kind: "event" }>): void {
    const { type, from, to, why, by } = detail as DomainEvent;
    if (TOLD_BY_STEPS.test(type)) return;
    const arrow = from === undefined ? to : `${from} → ${to}`;
    const reason = why === undefined ? "" : ` (${why.slice(0, 60)})`;
    const text = `${styled("cyan", type)} ${arrow}${reason}`;
    this.#write(this.#line(at, by === "mayfly" ? "event" : `event: ${nameIn(by)}`, text));
  }

  #line(at: Instant, who: string, what: string, calls = "", took = ""): string {
    const time = styled("dim", moment(at));
    const head = `${time}  ${who.padEnd(WIDTHS.who)}`;
    if (calls === "" && took === "") return `${head} ${what}`;
    const middle = styled("dim", calls.padEnd(WIDTHS.calls));
    return `${head} ${what.padEnd(WIDTHS.what)} ${middle} ${took}`;
  }
}
