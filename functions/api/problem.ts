import type { Refusal, RefusalReason } from "../../domain/failures.ts";

/** Status, headers and body of an answer, as API Gateway takes them. */
export interface ApiResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One thing that is wrong with a request, and where. */
export interface Flaw {
  readonly field: string;
  readonly message: string;
}

export const json = (
  statusCode: number,
  body: unknown,
  headers: Record<string, string> = {},
): ApiResponse => ({
  statusCode,
  headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
  body: JSON.stringify(body),
});

/** A table for a spreadsheet. */
export const text = (csv: string): ApiResponse => ({
  statusCode: 200,
  headers: { "content-type": "text/csv; charset=utf-8", "cache-control": "no-store" },
  body: csv,
});

/** HTTP numbers are chosen here and nowhere else. */
const STATUS: Readonly<Record<RefusalReason, readonly [status: number, title: string]>> = {
  invalid: [422, "The request is not valid"],
  "unknown-template": [422, "There is no such lease template"],
  "limit-reached": [409, "A limit is reached"],
  "not-allowed": [403, "You may not do this"],
  "not-found": [404, "Not found"],
  "wrong-state": [409, "The lease is not in a state for this"],
  "key-reused": [422, "The idempotency key was used for another request"],
};

/** Limits on what a request itself says are its flaws; only limits on what exists already are conflicts. */
const isFlawOfRequest = (refusal: Refusal) =>
  refusal.refused === "limit-reached" &&
  refusal.field !== undefined &&
  refusal.field !== "template";

/** A refusal as a problem document (RFC 9457). */
export function refused(refusal: Refusal): ApiResponse {
  const [status, title] = isFlawOfRequest(refusal) ? STATUS.invalid : STATUS[refusal.refused];
  const errors =
    refusal.field === undefined ? [] : [{ field: refusal.field, message: refusal.message }];
  return problem({ status, title, kind: refusal.refused, detail: refusal.message, errors });
}

interface Problem {
  readonly status: number;
  readonly title: string;
  /** Last part of the problem's `type`. */
  readonly kind: string;
  readonly detail: string;
  readonly errors?: readonly Flaw[];
}

export const problem = ({ status, title, kind, detail, errors = [] }: Problem): ApiResponse => ({
  statusCode: status,
  headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  body: JSON.stringify({
    type: `urn:mayfly:problem:${kind}`,
    ...{ title, status, detail },
    ...(errors.length === 0 ? {} : { errors }),
  }),
});
