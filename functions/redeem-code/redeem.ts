import type { IssuedCode } from "../../domain/codes/course.ts";
import { codeHolder } from "../../domain/codes/holder.ts";
import { earlierLease, isGood, NO_SUCH_CODE, redeemCode } from "../../domain/codes/redeem.ts";
import { isRefusal, LedgerBusy, type Refusal } from "../../domain/failures.ts";
import type { Lease } from "../../domain/lease/lease.ts";
import { type ApiResponse, json, problem, refused } from "../api/problem.ts";
import { bodyOf, type Visit } from "../api/request.ts";
import { leaseView } from "../api/view.ts";
import { sha256 } from "../shared/hash.ts";
import { knownLease } from "../shared/reading.ts";
import { redemption } from "./contract.ts";
import type { DoorPorts } from "./ports.ts";

/** What somebody shows, as far as it is kept. */
interface Attempt {
  readonly codeHash: string;
  readonly secretHash: string;
  readonly alias: string;
}

/**
 * `POST /v1/codes/redeem`: makes a code into a lease of whoever has the secret. The same code and secret give
 * the same lease, however often.
 */
export const redeem =
  (ports: DoorPorts) =>
  async (visit: Visit): Promise<ApiResponse> => {
    const { code, secret, alias } = bodyOf(redemption, visit);
    const begun = ports.clock.now();
    if (!(await ports.tries.take(visit.sourceIp, begun))) return tooManyTries;
    let outcome: Lease | Refusal | undefined;
    try {
      outcome = await attempt(ports, {
        ...{ codeHash: sha256(code), secretHash: sha256(secret), alias },
      });
    } finally {
      // Only wrong codes count: a whole course may come from one address.
      if (outcome !== NO_SUCH_CODE) await ports.tries.giveBack(visit.sourceIp, begun);
    }
    if (isRefusal(outcome)) return refused(outcome);
    return json(202, leaseView(outcome, outcome.owner, ports));
  };

const tooManyTries = problem({
  ...{ status: 429, title: "Too many wrong codes", kind: "too-many-tries" },
  detail: "Too many codes from your address were not good. Try again in ten minutes.",
});

const ATTEMPTS = 8;

/** Participants of a course come at the same moment, and get in each other's way. */
async function attempt(ports: DoorPorts, shown: Attempt): Promise<Lease | Refusal> {
  for (let count = 1; ; count += 1) {
    try {
      return await once(ports, shown);
    } catch (error) {
      if (!(error instanceof LedgerBusy) || count === ATTEMPTS) throw error;
    }
  }
}

async function once(ports: DoorPorts, shown: Attempt): Promise<Lease | Refusal> {
  const { ledger, templates, clock, ids, partition } = ports;
  const issued = await ledger.issuedCode(shown.codeHash);
  // Asked for an unknown code too: so each refusal takes the same steps.
  const course = await ledger.course(issued?.course ?? "");
  const earlier = earlierLease(issued, shown.secretHash);
  if (earlier !== undefined) return await knownLease(ledger, earlier);
  const now = clock.now();
  if (issued === undefined || course === undefined || !isGood(issued, course, now))
    return NO_SUCH_CODE;
  const template = templates.find(({ name }) => name === course.template);
  if (template === undefined) return NO_SUCH_CODE;
  const owner = codeHolder(partition, course.name, shown.alias);
  const redemption = { leaseId: ids.leaseId(), owner, secretHash: shown.secretHash };
  const standing = {
    tally: await ledger.tally(owner),
    inAll: await ledger.openInAll(template.name),
  };
  const isUsed = (await ledger.leaseOfSecret(shown.secretHash)) !== undefined;
  const change = isUsed
    ? usedSecret
    : redeemCode({ issued, course, template }, { redemption, standing }, now);
  if (isRefusal(change)) return await refusedStill(ledger, issued, change);
  await ledger.commit(change);
  return change.lease;
}

/** Whoever asks twice at the same moment must not be told that their own alias, or secret, is another's. */
async function refusedStill(
  ledger: DoorPorts["ledger"],
  { hash, version }: IssuedCode,
  refusal: Refusal,
): Promise<Refusal> {
  if ((await ledger.issuedCode(hash))?.version === version) return refusal;
  throw new LedgerBusy("Somebody redeemed the code meanwhile.");
}

const usedSecret: Refusal = {
  ...{ refused: "invalid", field: "secret" },
  message: "This secret is that of another lease: make a new one for each code.",
};
