import type { DomainEvent } from "../../domain/events.ts";
import type { LocalCloud } from "../cloud/start.ts";
import type { VirtualClock } from "../kernel/clocks/virtual-clock.ts";
import { length, moment, nameIn, styled } from "./format.ts";
import { enter, makeMess } from "./mess.ts";
import type { Narrator } from "./narrator.ts";
import { flawsOf, tellOrganization } from "./outcome.ts";

type Cloud = LocalCloud<VirtualClock>;
type Say = (line: string) => void;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Lives the life of one account: asks for it over HTTP, uses it, lets it expire, and waits until it is
 * closed. Answers what is not as it must be at the end.
 */
export async function tellStory(
  cloud: Cloud,
  narrator: Narrator,
  say: Say,
): Promise<readonly string[]> {
  const id = await request(cloud, narrator);
  const roleArn = await handedOver(cloud, id);
  await work(cloud, narrator, roleArn);
  await beShutOut(cloud, narrator, { id, roleArn });
  await closed(cloud, id);
  await tellHistory(cloud, id, say);
  await tellOrganization(cloud, say);
  return await flawsOf(cloud, id);
}

async function request(cloud: Cloud, narrator: Narrator): Promise<string> {
  const body = { template: "sandbox", duration: "P2D", purpose: "Load test of the new importer" };
  const answer = await cloud.as("developer")("POST /v1/leases", body, {
    "idempotency-key": "importer-load-test",
  });
  const { id, status } = answer.body as { id: string; status: string };
  const what = `POST /v1/leases → ${answer.status}, lease ${id} is ${status}`;
  narrator.person(cloud.world.clock.now(), "developer", what);
  if (answer.status !== 202) throw new Error(`The request was refused: ${JSON.stringify(answer)}`);
  return id;
}

const leaseOf = async (cloud: Cloud, id: string) =>
  (await cloud.as("developer")(`GET /v1/leases/${id}`)).body as {
    status: string;
    access?: { roleArn: string };
    cause?: { message: string };
  };

/** Lets time run until an event of this lease has come. */
async function until(cloud: Cloud, types: readonly string[], limit: number): Promise<string> {
  let come = "";
  const forget = cloud.world.trace.watch((happening) => {
    if (happening.kind === "event" && types.includes(happening.detailType))
      come = happening.detailType;
  });
  const { clock } = cloud.world;
  const isDone = await clock.run({ until: clock.now() + limit, done: () => come !== "" });
  forget();
  if (isDone) return come;
  throw new Error(`After ${length(limit)} there was still no ${types.join(" or ")}.`);
}

async function handedOver(cloud: Cloud, id: string): Promise<string> {
  await until(cloud, ["LeaseActivated", "LeaseFailed"], 2 * HOUR);
  const { access, cause } = await leaseOf(cloud, id);
  if (access === undefined) throw new Error(`The lease failed: ${cause?.message}`);
  return access.roleArn;
}

async function work(cloud: Cloud, narrator: Narrator, roleArn: string): Promise<void> {
  const { url: endpoint, people, configuration } = cloud;
  const developer = {
    ...{ endpoint, region: configuration.region, credentials: people.developer },
  };
  const holder = await enter(developer, roleArn);
  const { clock } = cloud.world;
  narrator.person(clock.now(), "developer", `sts:AssumeRole ${roleArn}`);
  const left = await makeMess(holder);
  narrator.person(clock.now(), "developer", `works there and leaves behind ${left.join(", ")}`);
}

/** The end comes by itself; whoever was inside is out. */
async function beShutOut(
  cloud: Cloud,
  narrator: Narrator,
  { id, roleArn }: { id: string; roleArn: string },
): Promise<void> {
  await until(cloud, ["LeaseEnded"], 3 * DAY);
  const { url: endpoint, people, configuration, world } = cloud;
  const client = { endpoint, region: configuration.region, credentials: people.developer };
  const refusal = await enter(client, roleArn).then(
    () => undefined,
    (error: unknown) => error as Error,
  );
  if (refusal === undefined) throw new Error(`Lease ${id} has ended, and its owner still gets in.`);
  const what = `sts:AssumeRole ${roleArn} → ${refusal.name}`;
  narrator.person(world.clock.now(), "developer", what);
}

async function closed(cloud: Cloud, id: string): Promise<void> {
  const come = await until(cloud, ["AccountClosed", "AccountNeedsAttention"], 2 * DAY);
  if (come === "AccountClosed") return;
  const attention = await cloud.as("administrator")("GET /v1/accounts?status=attention");
  throw new Error(`The account of lease ${id} needs attention: ${JSON.stringify(attention.body)}`);
}

/** The audit trail, as its owner reads it from the API. */
async function tellHistory(cloud: Cloud, id: string, say: Say): Promise<void> {
  const { body } = await cloud.as("developer")(`GET /v1/leases/${id}/events?limit=100`);
  say(`\n${styled("bold", `The audit trail of lease ${id}`)}`);
  for (const { at, by, type, from, to, why } of body["items"] as DomainEvent[]) {
    const arrow = from === undefined ? `${to ?? ""}` : `${from} → ${to}`;
    const who = nameIn(by).padEnd(10);
    say(`  ${moment(Date.parse(at))}  ${who} ${type.padEnd(26)} ${arrow.padEnd(26)} ${why ?? ""}`);
  }
}
