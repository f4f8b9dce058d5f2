import type { Refused } from "../../../local/authorization/access-request.ts";
import { decide } from "../../../local/authorization/decide.ts";
import { type Part, partsOf, type Statement } from "./parts.ts";
import { type RolePolicy, statementsIn } from "./policies.ts";
import type { Asked, Recording } from "./recording.ts";

/** A decision to make: who asks for what, under which policies. */
export type Question = Pick<Asked, "request" | "policies">;

/** A part of a policy, with the first refusal that taking it out brings about. */
export interface Tried {
  readonly part: Part;
  /** Undefined when everything that was allowed would be allowed without it too. */
  readonly refused: Refused | undefined;
  /** What was refused. */
  readonly question?: Question;
}

const documentOf = (statements: readonly Statement[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** A request as if the caller's own policy had had these statements. */
function withOwn({ request, policies }: Asked, statements: readonly Statement[]): Question {
  // A policy without a statement is no policy: IAM takes none.
  const identity =
    statements.length === 0 ? [] : [{ name: "work", document: documentOf(statements) }];
  return { request, policies: { ...policies, identity } };
}

/** A request as if the resource's policy had had these statements. */
function withResources({ request, policies }: Asked, statements: readonly Statement[]): Question {
  const { resourcePolicy: _, ...rest } = request;
  const left = statements.length === 0 ? {} : { resourcePolicy: documentOf(statements) };
  return { request: { ...rest, ...left }, policies };
}

function tried(part: Part, asked: readonly Asked[], change: typeof withOwn): Tried {
  for (const each of asked) {
    const question = change(each, part.without);
    const decision = decide(question.request, question.policies);
    if (!decision.allowed) return { part, refused: decision, question };
  }
  return { part, refused: undefined };
}

/** Takes each part out of a role's policy, and asks again for whatever the role was allowed. */
export function tryWithout(role: RolePolicy, recording: Recording): readonly Tried[] {
  const asked = recording.allowedTo(role.roleArn);
  return partsOf(role.statements).map((part) => tried(part, asked, withOwn));
}

/** Takes each statement that allows out of each policy of a resource that AWS services were let in by. */
export function tryResourcesWithout({ all }: Recording): readonly Tried[] {
  const services = all.filter(({ request }) => request.principal.kind === "service");
  const policies = new Set(services.flatMap(({ request }) => request.resourcePolicy ?? []));
  return [...policies].flatMap((policy) => {
    const asked = services.filter(({ request }) => request.resourcePolicy === policy);
    return partsOf(statementsIn(policy))
      .filter(({ kind, statement }) => kind === "statement" && statement.Effect === "Allow")
      .map((part) => tried(part, asked, withResources));
  });
}
