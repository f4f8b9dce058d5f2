import * as answers from "../../../functions/api/answers.ts";
import * as contract from "../../../functions/api/contract.ts";
import { redemption } from "../../../functions/redeem-code/contract.ts";
import type { Operation } from "./operations.ts";

const changing = { status: "200", problems: [400, 403, 404, 409, 413, 422, 503] } as const;

/** A route of whoever holds a lease by a code. */
const held = { status: "200", problems: [401, 409, 503], security: "holder" } as const;

/** One-time codes: the routes that make them, and those open to whoever has one. */
export const OPERATIONS_OF_CODES: Readonly<Record<string, Operation>> = {
  "POST /v1/codes": {
    ...{ ...changing, status: "201", body: contract.codesRequest, answer: answers.madeCodes },
    summary: "Make one-time codes for a course; this answer alone shows them (organizers)",
  },
  "GET /v1/codes": {
    ...{ status: "200", problems: [403, 422], query: contract.courseList },
    summary: "List courses and what has become of their codes (organizers)",
    answer: answers.pageOf(answers.course),
  },
  "DELETE /v1/codes/{course}": {
    ...{ ...changing, query: contract.withdrawal, answer: answers.withdrawnCodes },
    summary: "Withdraw the codes that nobody has redeemed (organizers)",
  },
  "POST /v1/codes/redeem": {
    ...{ status: "202", problems: [400, 404, 409, 413, 422, 429, 503], security: "none" },
    summary: "Make a code into a lease; the same code and secret give the same lease",
    ...{ body: redemption, answer: answers.redeemedLease },
  },
  "GET /v1/redeemed": {
    ...held,
    summary: "See the lease of the secret",
    answer: answers.redeemedLease,
  },
  "DELETE /v1/redeemed": { ...held, summary: "End it now", answer: answers.redeemedLease },
  "GET /v1/redeemed/events": {
    ...{ ...held, summary: "See what happened to it, oldest first" },
    ...{ query: contract.eventList, answer: answers.pageOf(answers.event) },
  },
  "POST /v1/redeemed/credentials": {
    ...{ ...held, problems: [400, 401, 409, 413, 422, 503] },
    ...{ summary: "Get temporary credentials for its account", body: contract.credentialsRequest },
    answer: answers.credentials,
  },
  "POST /v1/redeemed/console": {
    ...{ ...held, problems: [400, 401, 409, 413, 422, 503] },
    ...{ summary: "Get a link that signs into its console", body: contract.consoleRequest },
    answer: answers.consoleLink,
  },
};
