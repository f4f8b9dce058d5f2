import type * as z from "zod";
import { adoption } from "../../../functions/adopt-account/contract.ts";
import * as answers from "../../../functions/api/answers.ts";
import * as contract from "../../../functions/api/contract.ts";
import { OPERATIONS_OF_CODES } from "./operations-of-codes.ts";

/** What the document says of a route beyond its address. */
export interface Operation {
  readonly summary: string;
  readonly body?: z.ZodType;
  readonly query?: z.ZodObject;
  readonly status: "200" | "201" | "202";
  readonly answer: z.ZodType;
  /** Statuses of the problem documents that it may answer. */
  readonly problems: readonly number[];
  readonly takesKey?: true;
  /** Who may call it when that is not whoever can sign: the holder of a lease's secret, or everybody. */
  readonly security?: "holder" | "none";
}

const reading = { status: "200", problems: [403, 404] } as const;
const changing = { status: "200", problems: [400, 403, 404, 409, 413, 422, 503] } as const;

/** Every route of the API, as the functions behind it name it. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  "POST /v1/leases": {
    ...{ ...changing, status: "202", takesKey: true },
    ...{ summary: "Ask for an account", body: contract.leaseRequest, answer: answers.lease },
  },
  "GET /v1/leases": {
    ...{ status: "200", problems: [403, 422] },
    summary: "List my leases, newest first; with a status, everybody's in that state",
    ...{ query: contract.leaseList, answer: answers.pageOf(answers.lease) },
  },
  "GET /v1/leases/{id}": { ...reading, summary: "See a lease", answer: answers.lease },
  "DELETE /v1/leases/{id}": {
    ...{ ...changing, summary: "End a lease now, or take a request back", answer: answers.lease },
  },
  "GET /v1/leases/{id}/events": {
    ...{ ...reading, summary: "See what happened to a lease, oldest first" },
    ...{ query: contract.eventList, answer: answers.pageOf(answers.event) },
  },
  "POST /v1/leases/{id}/extend": {
    ...{ ...changing, summary: "Let a lease end later" },
    ...{ body: contract.extension, answer: answers.lease },
  },
  "POST /v1/leases/{id}/approve": {
    ...{ ...changing, summary: "Let somebody else's request go on (approvers)" },
    ...{ body: contract.approval, answer: answers.lease },
  },
  "POST /v1/leases/{id}/deny": {
    ...{ ...changing, summary: "Turn somebody else's request down (approvers)" },
    ...{ body: contract.denial, answer: answers.lease },
  },
  "POST /v1/leases/{id}/unfreeze": {
    ...{
      ...changing,
      summary: "Let a lease spend again whose budget was used up (administrators)",
    },
    ...{ body: contract.unfreezing, answer: answers.lease },
  },
  "POST /v1/leases/{id}/credentials": {
    ...{ ...changing, summary: "Get temporary credentials for the account (its owner)" },
    ...{ body: contract.credentialsRequest, answer: answers.credentials },
  },
  "POST /v1/leases/{id}/console": {
    ...{ ...changing, summary: "Get a link that signs into the console (its owner)" },
    ...{ body: contract.consoleRequest, answer: answers.consoleLink },
  },
  "GET /v1/lease-templates": {
    ...{ status: "200", problems: [], summary: "See what can be had" },
    answer: answers.pageOf(answers.template),
  },
  "GET /v1/capacity": {
    ...{ status: "200", problems: [], answer: answers.capacity },
    summary: "See how soon an account is to be had; for administrators, what is behind it too",
  },
  "GET /v1/access": {
    ...{ status: "200", problems: [403, 422], query: contract.accessList },
    summary: "See who gets into which account, by which ways, until when (administrators)",
    answer: answers.pageOf(answers.grants),
  },
  "GET /v1/accounts": {
    ...{ status: "200", problems: [403, 422], query: contract.accountList },
    ...{
      summary: "List accounts by their state (administrators)",
      answer: answers.pageOf(answers.account),
    },
  },
  "POST /v1/accounts": {
    ...{ ...changing, status: "202", body: adoption, answer: answers.account },
    summary: "Take an account in that others made: all that is in it is deleted (administrators)",
  },
  "GET /v1/accounts/{key}/report": {
    ...{ ...reading, answer: answers.nukeReport },
    summary: "See what the last nuke of an account removed, and what it left (administrators)",
  },
  "POST /v1/accounts/{key}/retry": {
    ...{ ...changing, status: "202", answer: answers.account },
    summary: "Start the teardown of an account in attention, or parked, again (administrators)",
  },
  "GET /v1/leases/{id}/audit": {
    ...{
      ...reading,
      summary: "See everything that was done about a lease (approvers, administrators)",
    },
    answer: answers.audit,
  },
  "GET /v1/reports/leases": {
    ...{ status: "200", problems: [403, 422], query: contract.leaseReport },
    ...{ summary: "Report on leases (administrators)", answer: answers.report },
  },
  "POST /v1/accounts/{key}/quarantine": {
    ...{ ...changing, status: "202", answer: answers.account },
    ...{ summary: "Put an account into quarantine (administrators)", body: contract.quarantine },
  },
  ...OPERATIONS_OF_CODES,
};
