import type { KnownBlock } from "@slack/types";
import { escaped, moment } from "../../domain/slack/text.ts";
import { approvalCard } from "../shared/slack/approval-card.ts";
import { button, buttons, header, section } from "../shared/slack/blocks.ts";
import { type LeaseAnswer, leasesIn, saidNo } from "../shared/slack/lease-answer.ts";
import { actions, headline } from "../shared/slack/owner-card.ts";
import { asPerson, type Job, type WorkPorts } from "./ports.ts";

/** A lease in a line. */
export const leaseLine = (lease: LeaseAnswer): string =>
  `\`${lease.id}\` *${escaped(lease.template)}* ${headline(lease)}${lease.status === "active" && lease.expiresAt !== undefined ? ` until ${moment(lease.expiresAt)}` : ""}: ${escaped(lease.purpose, 80)}`;

const CLOSED = ["ended", "denied", "cancelled", "failed"];

/** Leases of each kind that the tab shows: a home has 100 blocks at most. */
const MOST = 15;

/** The App Home tab: my leases with what can be done, and for approvers what waits for them. */
export async function publishHome(
  ports: WorkPorts,
  who: Pick<Job, "person" | "sourceIp">,
): Promise<void> {
  const mine = leasesIn(await asPerson(ports, who, { route: "GET /v1/leases" }));
  const waiting = await waitingFor(ports, who);
  const blocks = [
    header("Your accounts"),
    ...buttons("ask", button("Ask for an account", { action: "request", value: { lease: "" } })),
    ...ownLeases(mine),
    ...(waiting === undefined ? [] : [header("Waiting for you"), ...decisions(waiting)]),
  ];
  await ports.workspace.publishHome(who.person.user, { type: "home", blocks });
}

/** Requests of others; undefined for those who may not decide. */
async function waitingFor(ports: WorkPorts, who: Pick<Job, "person" | "sourceIp">) {
  const answer = await asPerson(ports, who, {
    ...{ route: "GET /v1/leases", query: { status: "requested" } },
  });
  if (saidNo(answer) !== undefined) return undefined;
  return leasesIn(answer).filter(({ owner }) => owner !== who.person.principal);
}

function ownLeases(leases: readonly LeaseAnswer[]): readonly KnownBlock[] {
  const open = leases.filter(({ status }) => !CLOSED.includes(status)).slice(0, MOST);
  if (open.length === 0) return [section("You have none at this moment.")];
  return open.flatMap((lease) => [
    section(leaseLine(lease)),
    ...buttons(`home-${lease.id}`, ...actions(lease)),
  ]);
}

const decisions = (leases: readonly LeaseAnswer[]): readonly KnownBlock[] =>
  leases.length === 0
    ? [section("Nothing waits.")]
    : leases.slice(0, MOST).flatMap((lease) => approvalCard(lease).blocks);
