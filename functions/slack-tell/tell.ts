import { createHash } from "node:crypto";
import type { OwnApi } from "../../ports/own-api.ts";
import type { LeaseCards, SlackCard, SlackMessage } from "../../ports/slack.ts";
import { approvalCard } from "../shared/slack/approval-card.ts";
import { type LeaseAnswer, leaseIn } from "../shared/slack/lease-answer.ts";
import { ownerCard } from "../shared/slack/owner-card.ts";
import { type PeoplePorts, userBehind } from "../shared/slack/people.ts";
import type { LeaseHappening } from "./contract.ts";
import { noticeOf } from "./notice.ts";

export interface LeasePorts extends PeoplePorts {
  readonly api: OwnApi;
  /** Where approvers are told of requests. */
  readonly approversChannel: string | undefined;
}

/** Ids of events that are remembered as told. */
const REMEMBERED = 30;

/** Decisions on a request: with them the approvers' message changes. */
const DECISIONS = ["LeaseApproved", "LeaseDenied", "LeaseCancelled"];

/**
 * Makes the messages about a lease say what it is now. Told twice or late it changes nothing; what was
 * written is remembered at once, so that dying halfway repeats one message at most.
 */
export const tellOfLease =
  (ports: LeasePorts) =>
  async ({ id, event }: LeaseHappening): Promise<void> => {
    const lease = await readLease(ports, event);
    if (lease === undefined) return;
    let cards = await ports.memory.cards(lease.id);
    if (cards.told.includes(id)) return;
    const remember = async (more: Partial<LeaseCards>) => {
      cards = { ...cards, ...more };
      await ports.memory.rememberCards(lease.id, cards);
    };
    const approvers = await tellApprovers(ports, { lease, event, card: cards.approvers });
    if (approvers !== undefined) await remember({ approvers });
    const owner = await tellOwner(ports, lease, cards.owner);
    if (owner !== undefined) await remember({ owner });
    const notice = noticeOf(event.type, lease);
    if (notice !== undefined && cards.owner !== undefined)
      await ports.workspace.post(cards.owner.channel, notice, { ts: cards.owner.ts, isTold: true });
    await remember({ told: [...cards.told, id].slice(-REMEMBERED) });
  };

async function readLease({ api }: LeasePorts, { leaseId, owner }: LeaseHappening["event"]) {
  const answer = await api({
    ...{ caller: owner, sourceIp: "slack", route: "GET /v1/leases/{id}", path: { id: leaseId } },
  });
  if (answer.status === 404) return undefined;
  return leaseIn(answer);
}

interface ForApprovers {
  readonly lease: LeaseAnswer;
  readonly event: LeaseHappening["event"];
  readonly card: SlackCard | undefined;
}

async function tellApprovers(
  ports: LeasePorts,
  { lease, event, card }: ForApprovers,
): Promise<SlackCard | undefined> {
  const { approversChannel: channel } = ports;
  if (channel === undefined) return undefined;
  if (card === undefined)
    return lease.status === "requested"
      ? await show(ports, { message: approvalCard(lease), card, channel })
      : undefined;
  if (!DECISIONS.includes(event.type)) return undefined;
  return await show(ports, { message: approvalCard(lease, event.by), card, channel });
}

async function tellOwner(
  ports: LeasePorts,
  lease: LeaseAnswer,
  card: SlackCard | undefined,
): Promise<SlackCard | undefined> {
  const message = ownerCard(lease);
  if (card !== undefined) return await show(ports, { message, card, channel: card.channel });
  const user = await userBehind(ports, lease.owner);
  if (user === undefined) return undefined;
  return await show(ports, { message, card, channel: await ports.workspace.openDirect(user) });
}

interface Shown {
  readonly message: SlackMessage;
  readonly card: SlackCard | undefined;
  readonly channel: string;
}

/** Posts a message, or edits the one that is there; undefined when it says the same already. */
async function show(
  { workspace }: LeasePorts,
  { message, card, channel }: Shown,
): Promise<SlackCard | undefined> {
  const digest = createHash("sha256").update(JSON.stringify(message)).digest("hex");
  if (card?.digest === digest) return undefined;
  if (card === undefined) {
    const { channel: at, ts } = await workspace.post(channel, message);
    return { channel: at, ts, digest };
  }
  await workspace.update(card, message);
  return { ...card, digest };
}
