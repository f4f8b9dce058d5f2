/** Bodies and answers to look at; a test holds each against its schema. */

const LEASE = {
  ...{ id: "l-4f0a8c2e6b9d1f37", status: "vending", template: "sandbox" },
  ...{ owner: "arn:aws:iam::222222222222:user/developer", purpose: "a load test", budget: 50 },
  ...{ requestedAt: "2026-12-01T09:00:00.000Z", duration: "P2D" },
};

const ACTIVE = {
  ...{ ...LEASE, status: "active", accountId: "302445233566", extensions: 0 },
  ...{ activatedAt: "2026-12-01T09:04:21.000Z", expiresAt: "2026-12-03T09:04:21.000Z" },
};

const ENDING = { ...ACTIVE, status: "ending", reason: "ended-by-owner" };

const ACCOUNT = {
  ...{ key: "022eu72hos", status: "attention", name: "mayfly-022eu72hos" },
  ...{ email: "aws+022eu72hos@example.com", recordedAt: "2026-12-01T09:00:00.000Z" },
  ...{ accountId: "302445233566", leaseId: LEASE.id, attentionSince: "2026-12-03T11:00:00.000Z" },
  cause: { error: "AccountNotClean", message: "2 resources are left after 3 passes." },
};

const CODED = {
  ...{ ...ACTIVE, owner: "code:aws:containers-101/ada", template: "workshop" },
  purpose: "course containers-101",
};

const COURSE = {
  ...{ course: "containers-101", template: "workshop", endsAt: "2026-12-03T18:00:00.000Z" },
  ...{ madeBy: "arn:aws:iam::222222222222:user/administrator", madeAt: LEASE.requestedAt },
  ...{ unused: 2, redeemed: 0, expired: 0, withdrawn: 0 },
};

const KEYS = {
  body: { duration: "PT15M" },
  answer: {
    ...{ Version: 1, AccessKeyId: "ASIA…", SecretAccessKey: "…", SessionToken: "…" },
    ...{ Expiration: "2026-12-01T10:04:21.000Z", AccountId: ACTIVE.accountId },
  },
};

const CONSOLE = {
  body: { destination: "https://console.aws.amazon.com/s3/home" },
  answer: {
    url: "https://signin.aws.amazon.com/federation?Action=login&…",
    linkExpiresAt: "2026-12-01T09:19:22.325Z",
    sessionExpiresAt: "2026-12-01T10:04:21.000Z",
  },
};

interface Example {
  readonly body?: object;
  readonly answer: object;
}

export const EXAMPLES: Readonly<Record<string, Example>> = {
  "POST /v1/leases": {
    body: { template: "sandbox", purpose: "a load test", duration: "P2D" },
    answer: LEASE,
  },
  "GET /v1/leases": { answer: { items: [ACTIVE] } },
  "GET /v1/leases/{id}": { answer: ACTIVE },
  "DELETE /v1/leases/{id}": { answer: ENDING },
  "GET /v1/leases/{id}/events": {
    answer: {
      items: [
        {
          ...{ type: "LeaseRequested", at: LEASE.requestedAt, by: LEASE.owner, why: LEASE.purpose },
          ...{ leaseId: LEASE.id, owner: LEASE.owner, to: "requested" },
        },
      ],
    },
  },
  "POST /v1/leases/{id}/extend": { body: { duration: "P1D" }, answer: ACTIVE },
  "POST /v1/leases/{id}/approve": { body: {}, answer: LEASE },
  "POST /v1/leases/{id}/unfreeze": { body: { budget: 100 }, answer: { ...ACTIVE, budget: 100 } },
  "POST /v1/leases/{id}/deny": {
    body: { reason: "Take the shared account for this." },
    answer: { ...LEASE, status: "denied", reason: "Take the shared account for this." },
  },
  "POST /v1/leases/{id}/credentials": KEYS,
  "POST /v1/leases/{id}/console": CONSOLE,
  "GET /v1/lease-templates": {
    answer: {
      items: [
        {
          ...{ name: "sandbox", description: "An account of one's own for some days." },
          duration: { default: "P3D", longest: "P30D" },
          ...{ budget: { default: 50, limit: 200 }, extensions: 3, approval: "none" },
          ...{ leasesAtOnce: 2, disposition: "close" },
        },
      ],
    },
  },
  "GET /v1/capacity": {
    answer: {
      queue: {
        length: 3,
        next: {
          ...{ position: 4, estimatedAt: "2026-12-01T09:12:00.000Z" },
          message: "position 4, about 12 minutes",
        },
      },
      ...{ mine: [], pool: { ready: 0 } },
    },
  },
  "GET /v1/access": {
    answer: {
      items: [
        {
          ...{ leaseId: ACTIVE.id, owner: ACTIVE.owner, accountId: ACTIVE.accountId },
          ...{ until: ACTIVE.expiresAt, requiresMfa: false, isHandedOut: true },
          roleArn: "arn:aws:iam::302445233566:role/mayfly-lease-holder",
          policyOfUser: "developer",
        },
      ],
    },
  },
  "GET /v1/accounts": { answer: { items: [ACCOUNT] } },
  "POST /v1/accounts": {
    body: { accountId: "302445233566", name: "Old Sandbox" },
    answer: { ...ACCOUNT, status: "quarantined", name: "Old Sandbox" },
  },
  "GET /v1/accounts/{key}/report": {
    answer: {
      ...{ accountKey: ACCOUNT.key, accountId: ACCOUNT.accountId, leaseId: LEASE.id },
      ...{ attempt: 1, passes: 3 },
      ...{ startedAt: "2026-12-03T10:10:00.000Z", finishedAt: "2026-12-03T10:58:00.000Z" },
      counts: [
        { region: "eu-west-1", type: "S3Bucket", removed: 4, failed: 1, filtered: 0 },
        { region: "global", type: "IAMRole", removed: 6, failed: 0, filtered: 2 },
      ],
      remaining: ["eu-west-1 - S3Bucket - s3://evidence"],
      reasons: { "eu-west-1 - S3Bucket - s3://evidence": "AccessDenied" },
      problems: [],
    },
  },
  "POST /v1/accounts/{key}/retry": { answer: { ...ACCOUNT, status: "quarantined" } },
  "GET /v1/leases/{id}/audit": {
    answer: { asOf: "2026-12-04T09:00:00.000Z", lease: ACTIVE, events: [] },
  },
  "GET /v1/reports/leases": {
    answer: { from: "2026-12-01T00:00:00.000Z", to: "2027-01-01T00:00:00.000Z", items: [] },
  },
  "POST /v1/accounts/{key}/quarantine": {
    body: { reason: "Its owner has left." },
    answer: { ...ACCOUNT, status: "quarantined" },
  },
  "POST /v1/codes": {
    body: {
      ...{ course: COURSE.course, template: COURSE.template, number: 2, endsAt: COURSE.endsAt },
    },
    answer: { course: COURSE, codes: ["7K2M-9QXT-4VHB-N8RD", "C3W0-ZJ5E-1GYP-6FAS"] },
  },
  "GET /v1/codes": { answer: { items: [{ ...COURSE, unused: 1, redeemed: 1 }] } },
  "DELETE /v1/codes/{course}": {
    answer: { course: { ...COURSE, unused: 0, redeemed: 1, withdrawn: 1 }, leasesEnded: 0 },
  },
  "POST /v1/codes/redeem": {
    body: {
      ...{ code: "7K2M-9QXT-4VHB-N8RD", alias: "ada" },
      secret: "an-example-of-43-letters-that-nobody-can-guess",
    },
    answer: { ...LEASE, owner: CODED.owner, template: CODED.template, purpose: CODED.purpose },
  },
  "GET /v1/redeemed": { answer: CODED },
  "DELETE /v1/redeemed": { answer: { ...CODED, status: "ending", reason: "ended-by-owner" } },
  "GET /v1/redeemed/events": {
    answer: {
      items: [
        {
          ...{ type: "CodeRedeemed", at: LEASE.requestedAt, by: CODED.owner, to: "requested" },
          ...{ leaseId: LEASE.id, owner: CODED.owner, course: COURSE.course },
        },
      ],
    },
  },
  "POST /v1/redeemed/credentials": KEYS,
  "POST /v1/redeemed/console": CONSOLE,
};
