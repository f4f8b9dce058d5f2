import type { AccessRequest, ContextValue } from "../../../local/authorization/access-request.ts";
import type { PoliciesOfPrincipal } from "../../../local/kernel/identity.ts";
import { type Evidence, recordEverything } from "../../authorization/support/record.ts";
import { tryWithout } from "../../authorization/support/replay.ts";
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

/** All that a running Mayfly asks for. */
const recordedCases = ({ recording }: Evidence): readonly JudgedCase[] =>
  recording.all.map(({ request, policies }, index) => ({
    title: `Recorded ${index}: ${request.principal.arn} ${request.action} ${request.resource}`,
    ...{ request, policies },
  }));

/** What it is refused when a part of a policy is missing. */
const refusedCases = ({ recording, roles }: Evidence): readonly JudgedCase[] =>
  roles.flatMap((role) =>
    tryWithout(role, recording).flatMap(({ part, question }) =>
      question === undefined
        ? []
        : [{ title: `${role.roleName} without ${part.kind} ${part.text}`, ...question }],
    ),
  );

/** Every case: those of the tests, of a running Mayfly with and without parts, and others by chance. */
export async function everyCase(): Promise<readonly JudgedCase[]> {
  const record = await recordEverything();
  const running = [...recordedCases(record), ...refusedCases(record)];
  return [...decisions, ...conditions, ...running, ...generatedCases()];
}
