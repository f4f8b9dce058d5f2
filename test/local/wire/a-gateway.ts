import { EC2Client } from "@aws-sdk/client-ec2";
import { IAMClient } from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { S3Client } from "@aws-sdk/client-s3";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SFNClient } from "@aws-sdk/client-sfn";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { World } from "../../../local/kernel/service.ts";
import { type Happening, Trace } from "../../../local/kernel/trace.ts";
import { type GatewayOptions, startGateway } from "../../../local/wire/gateway.ts";
import { identity, keyOf, NOW } from "./identities.ts";
import { tinyServices } from "./services.ts";

type Calls = Extract<Happening, { kind: "call" }>[];
type Credentials = ReturnType<typeof keyOf>;

/** Settings of an SDK client that tries once. */
export function settingsFor(url: string, credentials: Credentials = keyOf("admin")) {
  return { endpoint: url, credentials, maxAttempts: 1 };
}

/** Clients of real SDK packages, who all sign as the same user. */
export function clientsOf(url: string, credentials?: Credentials) {
  const settings = settingsFor(url, credentials);
  const regional = { ...settings, region: "eu-west-1" };
  const global = { ...settings, region: "us-east-1" };
  return {
    organizations: new OrganizationsClient(global),
    iam: new IAMClient(global),
    states: new SFNClient(regional),
    ec2: new EC2Client(regional),
    scheduler: new SchedulerClient(regional),
    s3: new S3Client(regional),
  };
}

/** A gateway over tiny services, which are told by `runs` what to do. */
export async function aGateway(
  runs: Parameters<typeof tinyServices>[0],
  changes: Partial<GatewayOptions> = {},
) {
  const clock = new VirtualClock(NOW);
  const trace = new Trace();
  const world: World = { clock, storage: new MemoryStorage(), random: seeded(1), trace };
  const { services, seen } = tinyServices(runs);
  const calls: Calls = [];
  trace.watch((happening) => {
    if (happening.kind === "call") calls.push(happening);
  });
  const cloud = { services, identity, world };
  const gateway = await startGateway({ ...cloud, port: 0, ...changes });
  return { ...gateway, ...clientsOf(gateway.url), clock, cloud, seen, calls };
}

/** What the SDK throws. */
interface SdkFailure {
  readonly name: string;
  readonly message: string;
  readonly $metadata: { readonly httpStatusCode?: number };
}

/** What a call of an SDK client fails with. */
export async function failureOf(call: Promise<unknown>): Promise<SdkFailure> {
  try {
    await call;
  } catch (error) {
    return error as SdkFailure;
  }
  throw new Error("The call did not fail.");
}
