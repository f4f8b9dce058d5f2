import { describe, expect, test } from "vitest";
import type * as z from "zod";
import type { Role } from "../../domain/access/permissions.ts";
import type { Principal } from "../../domain/ids.ts";
import type { Lease, LeaseStatus } from "../../domain/lease/lease.ts";
import type { input } from "../../functions/api/contract.ts";
import type { ApiPorts } from "../../functions/api/ports.ts";
import { router } from "../../functions/api/router.ts";
import {
  ALICE,
  aClaimedLease,
  aTemplate,
  handedOver,
  LEASE_ID,
  NOW,
  requested,
} from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";

const arn = (name: string) => `arn:aws:iam::222222222222:user/${name}` as Principal;

const CALLERS: Readonly<Record<Exclude<Role, "anyone"> | "stranger", Principal>> = {
  owner: ALICE,
  stranger: arn("stranger"),
  approver: arn("approver"),
  organizer: arn("organizer"),
  administrator: arn("administrator"),
  auditor: arn("auditor"),
};

type Who = keyof typeof CALLERS;

const { lease: active, account } = handedOver();
const { warned: _, ...held } = active;
const over = { endingSince: NOW, reason: "expired" } as const;
const asked = requested({ template: aTemplate({ approval: "always" }) }).lease;

const LEASES: Readonly<Record<LeaseStatus, Lease>> = {
  requested: asked,
  vending: aClaimedLease(),
  active,
  ending: { ...held, ...over, status: "ending" },
  ended: { ...held, ...over, status: "ended", endedAt: NOW },
  denied: { ...asked, status: "denied", deniedBy: arn("approver"), deniedAt: NOW, reason: "no" },
  cancelled: { ...asked, status: "cancelled", cancelledAt: NOW },
  failed: { ...asked, status: "failed", failedAt: NOW, cause: { error: "X", message: "y" } },
};

const STATUSES = Object.keys(LEASES) as LeaseStatus[];

/** What can be done with a lease: who may, in which states it can be, and how it is asked for. */
const DEEDS: Readonly<
  Record<string, { who: readonly Who[]; when: readonly LeaseStatus[]; body?: object }>
> = {
  "GET /v1/leases/{id}": {
    who: ["owner", "approver", "administrator", "auditor"],
    when: STATUSES,
  },
  "GET /v1/leases/{id}/audit": {
    who: ["owner", "approver", "administrator", "auditor"],
    when: STATUSES,
  },
  "POST /v1/leases/{id}/approve": { who: ["approver", "administrator"], when: ["requested"] },
  "POST /v1/leases/{id}/deny": {
    ...{ who: ["approver", "administrator"], when: ["requested"] },
    body: { reason: "No." },
  },
  "POST /v1/leases/{id}/extend": {
    ...{ who: ["owner", "administrator"], when: ["active"] },
    body: { duration: "P1D" },
  },
  "DELETE /v1/leases/{id}": {
    who: ["owner", "administrator"],
    when: ["requested", "vending", "active", "ending"],
  },
  "POST /v1/leases/{id}/credentials": { who: ["owner"], when: ["active"] },
};

const CREDENTIALS = {
  ...{ accessKeyId: "ASIAEXAMPLE", secretAccessKey: "s", sessionToken: "t", expiresAt: NOW },
};

async function ask(who: Who, route: string, status: LeaseStatus) {
  const ledger = new MemoryLedger();
  ledger.put({ lease: LEASES[status], account });
  const ports = {
    ...{ ledger, views: ledger, clock: { now: () => NOW }, templates: [], prefix: "mayfly" },
    slots: 10,
    sessions: { enter: () => Promise.resolve(CREDENTIALS) },
    directory: {
      ...{ approvers: [CALLERS.approver], administrators: [CALLERS.administrator] },
      auditors: [CALLERS.auditor],
    },
  } as unknown as ApiPorts;
  const event: z.output<typeof input> = {
    ...{ routeKey: route, rawPath: "", headers: {}, queryStringParameters: {} },
    ...{ pathParameters: { id: LEASE_ID }, isBase64Encoded: false },
    body: JSON.stringify(DEEDS[route]?.body ?? {}),
    requestContext: {
      ...{ requestId: "r", http: { sourceIp: "192.0.2.1" } },
      authorizer: { iam: { userArn: CALLERS[who] } },
    },
  };
  const answer = await router(ports)(event);
  return { status: answer.statusCode, commits: ledger.traffic.commits };
}

const cases = Object.entries(DEEDS).flatMap(([route, { who, when }]) =>
  (Object.keys(CALLERS) as Who[]).flatMap((caller) =>
    STATUSES.map((status) => {
      const isAllowed = who.includes(caller);
      const isNobody = caller === "stranger" || caller === "organizer";
      const refused = isNobody ? 404 : 403;
      const expected = !isAllowed ? refused : when.includes(status) ? 200 : 409;
      return [caller, route, status, expected] as const;
    }),
  ),
);

describe("for every role, deed and state of a lease,", () => {
  test.each(cases)(
    "the %s who asks %s while it is %s gets %i",
    async (who, route, status, expected) => {
      const answer = await ask(who, route, status);
      expect(answer.status).toBe(expected);
      if (expected >= 400 || route.startsWith("GET")) expect(answer.commits).toBe(0);
    },
  );

  test("an auditor never changes anything", async () => {
    for (const route of Object.keys(DEEDS))
      for (const status of STATUSES) expect((await ask("auditor", route, status)).commits).toBe(0);
  });
});
