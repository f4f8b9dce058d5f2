import type { Happening } from "../../local/kernel/trace.ts";
import type { TestCloud } from "./cloud.ts";

type Invocation = Extract<Happening, { kind: "invocation" }>;
type Call = Extract<Happening, { kind: "call" }>;

/** Notes every invocation of a function from now on. */
export function watchInvocations({ world }: Pick<TestCloud, "world">): readonly Invocation[] {
  const seen: Invocation[] = [];
  world.trace.watch((happening) => {
    if (happening.kind === "invocation") seen.push(happening);
  });
  return seen;
}

/** Notes every call of an operation from now on. */
export function watchCalls(
  { world }: Pick<TestCloud, "world">,
  operation: string,
): readonly Call[] {
  const seen: Call[] = [];
  world.trace.watch((happening) => {
    if (happening.kind === "call" && happening.operation === operation) seen.push(happening);
  });
  return seen;
}
