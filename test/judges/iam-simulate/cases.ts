import type { AccessRequest, ContextValue } from "../../../local/authorization/access-request.ts";
import type { PoliciesOfPrincipal } from "../../../local/kernel/identity.ts";
import { recordEverything } from "../../authorization/support/record.ts";
import { aRequest, everything, policiesOf, policy } from "../../local/authorization/a-request.ts";
import { CONDITIONS } from "../../local/authorization/conditions.ts";
import { DECISIONS } from "../../local/authorization/decisions.ts";
import { generatedCases } from "./generated.ts";

/** A decision that both are asked for. */
export interface JudgedCase {
  readonly title: string;
  readonly request: AccessRequest;
  readonly policies: PoliciesOfPrincipal;
}

const decisions: readonly JudgedCase[] = DECISIONS.flatMap(([group, rows]) =>
  rows.map(([title, request, policies]) => ({
    title: `${group}: ${title}`,
    request: aRequest(request),
    policies: policiesOf(policies),
  })),
);

const conditions: readonly JudgedCase[] = CONDITIONS.map(([operator, key, expected, actual]) => {
  const context: Record<string, ContextValue> = actual === undefined ? {} : { K: actual };
  const statement = { ...everything, Condition: { [operator]: { [key]: expected } } };
  return {
    title: `Condition: ${operator} ${JSON.stringify(expected)} against ${JSON.stringify(actual)}`,
    request: aRequest({ context }),
    policies: policiesOf({ identity: policy(statement) }),
  };
});

/** Every case: those of the tests, all that a running Mayfly asks for, and others by chance. */
export async function everyCase(): Promise<readonly JudgedCase[]> {
  const { recording } = await recordEverything();
  const recorded = recording.all.map(({ request, policies }, index) => ({
    title: `Recorded ${index}: ${request.principal.arn} ${request.action} ${request.resource}`,
    ...{ request, policies },
  }));
  return [...decisions, ...conditions, ...recorded, ...generatedCases()];
}
