import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeCodes, withdrawCodes } from "../../domain/codes/make.ts";
import { isRefusal } from "../../domain/failures.ts";
import type { LeaseId, Principal } from "../../domain/ids.ts";
import { DAY, HOUR, plus } from "../../domain/time.ts";
import { redeem } from "../../functions/redeem-code/redeem.ts";
import { sha256 } from "../../functions/shared/hash.ts";
import { ALICE, aTemplate, NOW } from "../support/builders.ts";
import { MemoryLedger } from "../support/memory-ledger.ts";
import { secretOf } from "./a-participant.ts";

const CODE = "7K2M9QXT4VHBN8RD";
const template = aTemplate({ codes: { most: 10, longest: 30 * DAY, duration: 8 * HOUR } });

/** Makes the course, and lets all of them show its one code in an order that fast-check chooses. */
async function rush(scheduler: fc.Scheduler, secrets: readonly string[], isWithdrawn: boolean) {
  const open = { pause: async () => {} };
  const ledger = new MemoryLedger({ pause: () => open.pause() });
  const batch = { course: "rush", template, endsAt: plus(NOW, DAY), by: ALICE };
  const made = makeCodes(batch, { before: undefined, hashes: [sha256(CODE)] }, NOW);
  if (isRefusal(made)) throw new Error(made.message);
  await ledger.commit(made);
  open.pause = () => scheduler.schedule(Promise.resolve());
  const ids = Array.from({ length: 100 }, (_, index) => `l-${String(index).padStart(16, "0")}`);
  const door = redeem({
    ...{ ledger, views: ledger, clock: { now: () => NOW }, templates: [template] },
    ids: { leaseId: () => ids.pop() as LeaseId },
    tries: { take: () => Promise.resolve(true), giveBack: () => Promise.resolve() },
    directory: { approvers: [], administrators: [], auditors: [] },
    ...{ prefix: "mayfly", region: "eu-west-1", partition: "aws", sessions: NOBODY_ENTERS },
  });
  const visits = secrets.map((secret) =>
    door({
      ...{ sourceIp: "192.0.2.1", path: {}, query: {}, headers: {} },
      body: JSON.stringify({ code: CODE, alias: `holder-${secret}`, secret: secretOf(secret) }),
    }),
  );
  const withdrawal = isWithdrawn ? [withdraw(ledger)] : [];
  const answers = Promise.all([...visits, ...withdrawal]);
  await scheduler.waitFor(answers);
  open.pause = async () => {};
  return { ledger, answers: await Promise.all(visits) };
}

const NOBODY_ENTERS = { open: () => Promise.reject(new Error("Nobody enters here.")) } as never;

async function withdraw(ledger: MemoryLedger): Promise<void> {
  const course = await ledger.course("rush");
  const change = course && withdrawCodes(course, "mayfly" as Principal, NOW);
  // Whoever redeems meanwhile was faster: a person asks again.
  if (change) await ledger.commit(change).catch(() => {});
}

describe("one code that many show at the same moment", () => {
  test("becomes one lease, of one secret, or none when it was withdrawn first", async () => {
    const secrets = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), secrets, fc.boolean(), async (scheduler, shown, ends) => {
        const { ledger, answers } = await rush(scheduler, shown, ends);
        const given = answers.flatMap(({ statusCode, body }, index) =>
          statusCode === 202
            ? [{ body: JSON.parse(body) as { id: string }, by: shown[index] }]
            : [],
        );
        const course = await ledger.course("rush");

        expect(ledger.leases.length).toBeLessThanOrEqual(1);
        expect(new Set(given.map(({ body }) => body.id)).size).toBe(ledger.leases.length);
        expect(new Set(given.map(({ by }) => by)).size).toBe(ledger.leases.length);
        expect(course?.redeemed).toBe(ledger.leases.length);
        expect((course?.redeemed ?? 0) + (course?.withdrawn ?? 0)).toBeLessThanOrEqual(1);
        if (!ends) expect(ledger.leases).toHaveLength(1);
        const others = answers.filter(({ statusCode }) => statusCode !== 202);
        expect(new Set(others.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(
          others.length === 0 ? 0 : 1,
        );
      }),
      { numRuns: 300 },
    );
  });
});
