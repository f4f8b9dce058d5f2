import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { compose } from "../../local/cloud/services.ts";
import { makeUser } from "../../local/identity/first-credentials.ts";
import { RunningClock } from "../../local/kernel/clocks/running-clock.ts";
import { MemoryStorage } from "../../local/kernel/collection.ts";
import type { Credentials } from "../../local/kernel/principal.ts";
import { seeded } from "../../local/kernel/random.ts";
import { Trace } from "../../local/kernel/trace.ts";
import { foundOrganization } from "../../local/services/organizations/found-organization.ts";
import { startGateway } from "../../local/wire/gateway.ts";

/** How one kind of request was answered. */
export interface Served {
  readonly name: string;
  /** Milliseconds of each request, shortest first. */
  readonly latencies: readonly number[];
}

/** Where a customer asks, as whom, how long for each kind of request, and how many at once. */
export interface Customer {
  readonly url: string;
  readonly credentials: Credentials;
  readonly milliseconds: number;
  readonly atOnce: number;
  /** How far the cloud's time is ahead, in milliseconds: shared between the threads. */
  readonly ahead: Float64Array;
}

const MANAGEMENT = "111111111111";

/** AWS's rates are kept in the cloud's time: it is moved on, so that 20 calls a second are not what is measured. */
const AHEAD_MS = 1_000;
const EVERY_MS = 10;

/** A cloud without Mayfly asked by a customer in another thread, with the SDK, over loopback. */
export async function servedRequests(load: Pick<Customer, "milliseconds" | "atOnce">) {
  const clock = new RunningClock({});
  const ahead = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  const moving = setInterval(() => {
    clock.advance(AHEAD_MS);
    ahead[0] = clock.now() - Date.now();
  }, EVERY_MS);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  foundOrganization(world, {
    managementAccountId: MANAGEMENT,
    managementEmail: "management@example.com",
    members: [{ accountId: "222222222222", name: "vending", email: "vending@example.com" }],
  });
  let url = "";
  const { cloud, codebuild, lambda } = compose(world, { endpoint: () => url });
  const gateway = await startGateway({ ...cloud, port: 0 });
  url = gateway.url;
  const policies = ["arn:aws:iam::aws:policy/AdministratorAccess"];
  const credentials = makeUser(world, MANAGEMENT, { name: "customer", policies });
  const served = await askedBy({ url, credentials, ahead, ...load });
  clearInterval(moving);
  clock.stop();
  lambda.close();
  await codebuild.close();
  await gateway.close();
  return served;
}

async function askedBy(customer: Customer): Promise<readonly Served[]> {
  const served: Served[] = [];
  const worker = new Worker(new URL("./customer.ts", import.meta.url), { workerData: customer });
  worker.on("message", (each: Served) => served.push(each));
  // Waiting for one event, `once` throws what comes as an error.
  await once(worker, "exit");
  return served;
}
