import { nameIn } from "../../demo/format.ts";
import type { Narrator } from "../../demo/narrator.ts";
import type { Watcher } from "../../kernel/trace.ts";

/** Watches what people call by themselves in AWS, as the users they are. */
export function watchVisitors(
  people: Readonly<Record<string, { readonly arn: string }>>,
  narrator: Narrator,
): Watcher {
  const arns = new Set(Object.values(people).map(({ arn }) => arn));
  return (happening) => {
    if (happening.kind !== "call" || !arns.has(happening.caller)) return;
    const { at, service, operation, caller, error, message } = happening;
    const outcome = error === undefined ? "" : ` ✗ ${error}: ${message}`;
    narrator.person(at, nameIn(caller), `${service}:${operation}${outcome}`);
  };
}
