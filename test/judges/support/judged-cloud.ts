import { setTimeout } from "node:timers/promises";
import { compose } from "../../../local/cloud/services.ts";
import { makeRootKey, makeUser } from "../../../local/identity/first-credentials.ts";
import { RunningClock } from "../../../local/kernel/clocks/running-clock.ts";
import { MemoryStorage, type Storage } from "../../../local/kernel/collection.ts";
import type { Credentials } from "../../../local/kernel/principal.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { World } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { foundOrganization } from "../../../local/services/organizations/found-organization.ts";
import { changeSettings } from "../../../local/services/organizations/settings.ts";
import { startGateway } from "../../../local/wire/gateway.ts";

export const MANAGEMENT = "111111111111";
export const VENDING = "222222222222";
export const REGION = "eu-west-1";
/** Accounts that its organization may have: few, so that the quota is soon met. */
const ACCOUNT_LIMIT = 4;

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const READER = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["iam:Get*", "s3:ListAllMyBuckets"], Resource: "*" }],
});

/**
 * Seconds of the cloud in a second of the machine: nearly none, so that AWS's rates are met in the same
 * way on a slow machine. Time passes by `advance`.
 */
const SPEED = 0.01;
/** Milliseconds in which what has become due is done. */
const SETTLING_MS = 25;

/** What a judge's cloud is made from, where it is not the usual. */
export interface JudgedCloudSettings {
  /** For clients that sign with the machine's time: one that shows about the same. */
  readonly clock?: RunningClock;
  readonly storage?: Storage;
}

/** A local cloud on loopback for clients that we did not write. */
export interface JudgedCloud {
  readonly url: string;
  readonly world: World & { readonly clock: RunningClock };
  readonly people: Readonly<Record<Person, Credentials>>;
  /** Lets minutes pass at once. */
  advance(milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Who calls: administrators of the two first accounts, one who may only read, and the root user. */
export type Person = "management" | "vending" | "reader" | "root";

function found(world: World): void {
  foundOrganization(world, {
    managementAccountId: MANAGEMENT,
    managementEmail: "management@example.com",
    members: [{ accountId: VENDING, name: "vending", email: "vending@example.com" }],
  });
  changeSettings(world, { accountLimit: ACCOUNT_LIMIT });
}

function peopleIn(world: World): Readonly<Record<Person, Credentials>> {
  const policies = [ADMINISTRATOR];
  return {
    management: makeUser(world, MANAGEMENT, { name: "chief", policies }),
    vending: makeUser(world, VENDING, { name: "operator", policies }),
    reader: makeUser(world, VENDING, { name: "reader", inline: { read: READER } }),
    root: makeRootKey(world, MANAGEMENT),
  };
}

/** Starts a cloud with all services and an organization of two accounts, and nothing of Mayfly in it. */
export async function startJudgedCloud({
  clock = new RunningClock({ speed: SPEED }),
  storage = new MemoryStorage(),
}: JudgedCloudSettings = {}): Promise<JudgedCloud> {
  const world = { clock, storage, random: seeded(1), trace: new Trace() };
  found(world);
  let url = "";
  const { cloud, codebuild, lambda } = compose(world, { endpoint: () => url });
  const gateway = await startGateway({ ...cloud, port: 0 });
  url = gateway.url;
  return {
    ...{ url, world },
    people: peopleIn(world),
    async advance(milliseconds) {
      clock.advance(milliseconds);
      await setTimeout(SETTLING_MS);
    },
    async close() {
      clock.stop();
      lambda.close();
      await codebuild.close();
      await gateway.close();
    },
  };
}
