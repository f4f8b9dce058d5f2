import { expect } from "vitest";
import type { ApiAnswer } from "../../local/client/mayfly-client.ts";
import type { TestCloud } from "./cloud.ts";
import { everythingIn } from "./ledger.ts";

/** How the API says no. */
export interface Refused {
  readonly status: number;
  /** Last part of the problem's `type`. */
  readonly kind: string;
  /** The member of the request that is named as wrong. */
  readonly field?: string;
  /** What the reason says: which value, which limit. */
  readonly says?: RegExp;
}

/** Expects a whole problem document (RFC 9457), and that the ledger is as it was. */
export async function expectRefusal(
  cloud: TestCloud,
  ask: () => Promise<ApiAnswer>,
  refused: Refused,
): Promise<void> {
  const before = await everythingIn(cloud);
  const answer = await ask();
  expectProblem(answer, refused);
  expect(await everythingIn(cloud)).toEqual(before);
}

/** Expects a whole problem document (RFC 9457). */
export function expectProblem(answer: ApiAnswer, { status, kind, field, says }: Refused): void {
  expect(answer.body).toMatchObject({ type: `urn:mayfly:problem:${kind}`, status });
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.body["title"]).toEqual(expect.any(String));
  if (says !== undefined) expect(answer.body["detail"]).toMatch(says);
  const errors = (answer.body["errors"] ?? []) as readonly { field: string }[];
  expect(errors.map((error) => error.field)).toEqual(field === undefined ? [] : [field]);
}
