import { type Command, readCommand } from "../../domain/slack/command.ts";
import { escaped } from "../../domain/slack/text.ts";
import { plus } from "../../domain/time.ts";
import { type LeaseAnswer, leaseIn, leasesIn, saidNo } from "../shared/slack/lease-answer.ts";
import { ownerCard } from "../shared/slack/owner-card.ts";
import type { Deed } from "../shared/slack/schemas.ts";
import { endLease, extendTo } from "./change.ts";
import { requestForm } from "./forms.ts";
import { HELP, USAGE } from "./help.ts";
import { leaseLine } from "./home.ts";
import { asPerson, type Job, type Reply, say, type WorkPorts } from "./ports.ts";
import { askFor } from "./request.ts";

type CommandJob = Job<Deed & { kind: "command" }>;

/** Does what a command says. */
export async function obey(ports: WorkPorts, job: CommandJob): Promise<Reply> {
  const { deed, person } = job;
  const here = { now: ports.clock.now(), zone: person.zone };
  const templates = ports.templates.map(({ name }) => name);
  const command = readCommand(deed.text, { ...here, templates });
  switch (command.kind) {
    case "form":
      await ports.workspace.openView(deed.trigger, requestForm(ports.templates));
      return undefined;
    case "help":
      return say(HELP);
    case "unclear":
      return say(`${escaped(command.message)} ${USAGE}`);
    case "request":
      return await askFor(ports, job, command.wish);
    case "list":
      return await list(ports, job);
    case "status":
    case "extend":
    case "end":
      return await withLease(ports, job, command);
  }
}

async function list(ports: WorkPorts, job: CommandJob): Promise<Reply> {
  const leases = leasesIn(await asPerson(ports, job, { route: "GET /v1/leases" }));
  if (leases.length === 0) return say(`You have no leases. ${USAGE}`);
  return say(leases.slice(0, 20).map(leaseLine).join("\n"));
}

type OnLease = Extract<Command, { kind: "status" | "extend" | "end" }>;

const OPEN = ["requested", "vending", "active"];

/** The lease that a command names, or the only one that it can mean. */
async function withLease(ports: WorkPorts, job: CommandJob, command: OnLease): Promise<Reply> {
  const lease = await chosen(ports, job, command);
  if (typeof lease === "string") return say(lease);
  if (command.kind === "status") return ownerCard(lease);
  if (command.kind === "end") return await endLease(ports, job, lease.id);
  return await extend(ports, job, { lease, term: command.term });
}

async function chosen(
  ports: WorkPorts,
  job: CommandJob,
  { lease: id }: OnLease,
): Promise<LeaseAnswer | string> {
  const only = id === undefined ? await onlyOpen(ports, job) : { id };
  if (typeof only === "string") return only;
  const answer = await asPerson(ports, job, {
    ...{ route: "GET /v1/leases/{id}", path: { id: only.id } },
  });
  const no = saidNo(answer);
  return no === undefined ? leaseIn(answer) : escaped(no);
}

async function onlyOpen(ports: WorkPorts, job: CommandJob): Promise<{ id: string } | string> {
  const all = leasesIn(await asPerson(ports, job, { route: "GET /v1/leases" }));
  const open = all.filter(({ status }) => OPEN.includes(status));
  if (open.length > 1)
    return `You have several leases; say which:\n${open.map(leaseLine).join("\n")}`;
  return open[0] ?? `You have no lease that is open. ${USAGE}`;
}

/** A duration counts from the present end; which moment that is, is written down before it is asked for. */
async function extend(
  ports: WorkPorts,
  job: CommandJob,
  { lease, term }: { lease: LeaseAnswer; term: Extract<Command, { kind: "extend" }>["term"] },
): Promise<Reply> {
  if (lease.expiresAt === undefined)
    return say(`Lease \`${lease.id}\` is ${lease.status}; only an active lease can be extended.`);
  const wanted = term.kind === "until" ? term.at : plus(lease.expiresAt, term.seconds);
  const endsAt = (await ports.memory.keep(`EXTENSION#${job.id}`, wanted)) as typeof wanted;
  return await extendTo(ports, job, { lease: lease.id, endsAt });
}
