import type { Clients } from "../../../local/nuke-engine/clients.ts";
import { parseCommandLine } from "../../../local/nuke-engine/command-line.ts";
import { parseConfiguration } from "../../../local/nuke-engine/configuration.ts";
import type { Kind } from "../../../local/nuke-engine/resource.ts";
import { runEngine } from "../../../local/nuke-engine/run.ts";

export const ACCOUNT = "333333333333";

/** One thing that can be deleted, and how it takes it. */
export interface Thing {
  readonly name: string;
  /** It cannot go before these. */
  readonly after?: readonly string[];
  /** Rounds for which it is still listed after it was deleted. */
  readonly lingers?: number;
  readonly cannot?: string;
  readonly properties?: Readonly<Record<string, string>>;
}

/** A kind whose things are kept in a list. */
function kindOf(type: string, things: readonly Thing[]): Kind {
  const left = new Map(things.map((thing) => [thing.name, thing]));
  const lingering = new Map<string, number>();
  const remove = ({ name, after = [], lingers = 0 }: Thing) => {
    const blocking = after.find((each) => left.has(each));
    if (blocking !== undefined) return Promise.reject(new Error(`${blocking} depends on it`));
    lingering.set(name, lingers);
    return Promise.resolve();
  };
  return {
    type,
    list: () => {
      for (const [name, rounds] of lingering)
        if (rounds > 0) lingering.set(name, rounds - 1);
        else left.delete(name);
      return Promise.resolve(
        [...left.values()].map((thing) => ({
          name: thing.name,
          properties: thing.properties ?? {},
          cannot: thing.cannot,
          remove: () => remove(thing),
        })),
      );
    },
  };
}

/** A kind that cannot be listed. */
export const unlistable = (type: string): Kind => ({
  type,
  list: () => Promise.reject(Object.assign(new Error("no such service"), { name: "NotEmulated" })),
});

/** A client that gives one answer to whatever it is asked. */
const answering = (answer: object) => ({ send: () => Promise.resolve(answer) });

export interface Given {
  readonly things?: Readonly<Record<string, readonly Thing[]>>;
  readonly kinds?: readonly Kind[];
  readonly configuration?: object;
  readonly aliases?: readonly string[];
  readonly account?: string;
}

const CONFIGURATION = {
  regions: ["global"],
  blocklist: ["111111111111"],
  accounts: { [ACCOUNT]: { filters: {} } },
};

/** Runs the engine over an account in which there are these things. */
export async function aRun(command: string, given: Given = {}) {
  const { things = {}, aliases = ["sandbox"], account = ACCOUNT } = given;
  const lines: string[] = [];
  let slept = 0;
  const clients = {
    sts: answering({ Account: account }),
    iam: answering({ AccountAliases: aliases }),
  } as unknown as Clients;
  const kinds = [
    ...Object.entries(things).map(([type, all]) => kindOf(type, all)),
    ...(given.kinds ?? []),
  ];
  const text = JSON.stringify({ ...CONFIGURATION, ...given.configuration });
  const options = parseCommandLine(["run", ...command.split(" ").filter(Boolean)], {});
  const failure = await runEngine(options, parseConfiguration(text), {
    clientsFor: () => clients,
    kindsOf: () => kinds,
    print: (line) => void lines.push(line),
    sleep: (milliseconds) => {
      slept += milliseconds;
      return Promise.resolve();
    },
  }).then(
    () => undefined,
    (error: unknown) => (error as Error).message,
  );
  return {
    lines,
    failure,
    slept,
    about: (name: string) => lines.filter((line) => line.includes(name)),
  };
}
