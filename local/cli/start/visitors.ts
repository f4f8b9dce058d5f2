import { nameIn } from "../../demo/format.ts";
import type { Narrator } from "../../demo/narrator.ts";
import type { Happening, Watcher } from "../../kernel/trace.ts";

type CallHappening = Extract<Happening, { kind: "call" }>;

/** Sessions of the role that Mayfly hands out, whoever entered it. */
const HOLDER = /:assumed-role\/[^/]+-lease-holder\//;

/** Tells what happens in the cloud, and what people call by themselves, a line each. */
export function watchAll(
  people: Readonly<Record<string, { readonly arn: string }>>,
  narrator: Narrator,
): Watcher {
  const arns = new Set(Object.values(people).map(({ arn }) => arn));
  return (happening) => {
    const isVisit =
      happening.kind === "call" && (arns.has(happening.caller) || HOLDER.test(happening.caller));
    if (isVisit) tellVisit(happening, narrator);
    else narrator.watch(happening);
  };
}

function tellVisit(call: CallHappening, narrator: Narrator): void {
  const { at, service, operation, caller, account, error, message } = call;
  const isHolder = HOLDER.test(caller);
  const who = isHolder ? "lease holder" : nameIn(caller);
  const where = isHolder ? ` in ${account}` : "";
  const outcome = error === undefined ? "" : ` ✗ ${error}: ${message}`;
  narrator.note(at, who, `${service}:${operation}${where}${outcome}`);
}
