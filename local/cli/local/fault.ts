import type { AskCloud } from "../../control/client.ts";
import type { AskedFault } from "../../control/faults.ts";
import type { Fault } from "../../wire/faults.ts";
import { numberOf, parsed, UsageError } from "../common/command.ts";
import { durationOf } from "./duration.ts";
import { table } from "./table.ts";

/** Faults by the names that they have on a command line. */
const KINDS: Readonly<Record<string, Exclude<Fault, object>>> = {
  throttle: "throttle",
  "server-error": "serverError",
  reset: "reset",
  "timeout-before": "timeoutBefore",
  "timeout-after": "timeoutAfter",
  "lost-answer": "lostAnswer",
};

const SLOW = "slow";

export const KIND_NAMES = [...Object.keys(KINDS), SLOW].join(", ");

const OPTIONS = {
  nth: { type: "string" },
  every: { type: "string" },
  account: { type: "string" },
  for: { type: "string" },
} as const;

const MOST = 1_000_000;

function kindOf(name: string, length: string | undefined): Fault {
  if (name === SLOW) {
    if (length === undefined) throw new UsageError("A slow call needs --for, such as --for 30s.");
    return { slow: durationOf(length) };
  }
  const kind = KINDS[name];
  if (kind === undefined)
    throw new UsageError(`There is no fault "${name}". There are: ${KIND_NAMES}.`);
  if (length !== undefined) throw new UsageError(`--for is for slow calls, not for ${name}.`);
  return kind;
}

const nameOf = (fault: Fault): string =>
  typeof fault === "object"
    ? `${SLOW} for ${fault.slow / 1_000} s`
    : (Object.entries(KINDS).find(([, kind]) => kind === fault)?.[0] ?? fault);

const whichOf = ({ nth, every, account }: AskedFault): string =>
  [
    nth === undefined
      ? every === undefined
        ? "each call"
        : `every ${every}. call`
      : `call ${nth}`,
    ...(account === undefined ? [] : [`of ${account}`]),
  ].join(" ");

function listed(faults: readonly AskedFault[]): string {
  if (faults.length === 0) return "Nothing goes wrong on purpose.";
  return table(
    faults.map((fault) => [
      `${fault.service ?? "any service"}:${fault.operation ?? "*"}`,
      nameOf(fault.fault),
      whichOf(fault),
      `struck ${fault.struck} times`,
    ]),
  );
}

const given = (name: string): string | undefined => (name === "*" ? undefined : name);

/** `list`, `clear`, or `<service> <operation> <kind>`, where `*` is any. */
export async function fault(ask: AskCloud, args: readonly string[]): Promise<string> {
  const { values, positionals } = parsed({
    ...{ args: [...args], options: OPTIONS, allowPositionals: true },
  });
  const [first = "list", operation = "", kind = ""] = positionals;
  if (first === "list" || first === "clear") {
    const route = first === "list" ? "GET /_local/faults" : "DELETE /_local/faults";
    return listed((await ask<{ faults: AskedFault[] }>(route)).faults);
  }
  if (positionals.length !== 3)
    throw new UsageError("A fault needs a service, an operation and what goes wrong.");
  const whole = { least: 1, most: MOST };
  const { nth, every, account } = values;
  const made = await ask<AskedFault>("POST /_local/faults", {
    service: given(first),
    operation: given(operation),
    account,
    fault: kindOf(kind, values.for),
    nth: nth === undefined ? undefined : numberOf("--nth", nth, whole),
    every: every === undefined ? undefined : numberOf("--every", every, whole),
  });
  return listed([made]);
}
