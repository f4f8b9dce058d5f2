import { escaped, moment } from "../../domain/slack/text.ts";
import type { Instant } from "../../domain/time.ts";
import { leaseIn, saidNo } from "../shared/slack/lease-answer.ts";
import { asPerson, type Job, type Reply, say, type WorkPorts } from "./ports.ts";

type Who = Pick<Job, "person" | "sourceIp">;

/** Moves the end of a lease to a moment; when it lies there already, that was done before. */
export async function extendTo(
  ports: WorkPorts,
  who: Who,
  { lease: id, endsAt }: { readonly lease: string; readonly endsAt: Instant },
): Promise<Reply> {
  const path = { id };
  const answer = await asPerson(ports, who, {
    ...{ route: "POST /v1/leases/{id}/extend", path, body: { endsAt } },
  });
  const no = saidNo(answer);
  if (no === undefined) return say(`\`${id}\` ends ${moment(endsAt)} now.`);
  const present = await asPerson(ports, who, { route: "GET /v1/leases/{id}", path });
  const isThere = saidNo(present) === undefined && leaseIn(present).expiresAt === endsAt;
  return say(isThere ? `\`${id}\` ends ${moment(endsAt)} already.` : escaped(no));
}

export async function endLease(ports: WorkPorts, who: Who, id: string): Promise<Reply> {
  const answer = await asPerson(ports, who, { route: "DELETE /v1/leases/{id}", path: { id } });
  return say(saidNo(answer) ?? `\`${id}\` is being ended.`);
}

export async function approve(ports: WorkPorts, who: Who, id: string): Promise<Reply> {
  const answer = await asPerson(ports, who, {
    ...{ route: "POST /v1/leases/{id}/approve", path: { id }, body: {} },
  });
  return say(escaped(saidNo(answer) ?? `You approved ${id}.`));
}

export async function deny(
  ports: WorkPorts,
  who: Who,
  { lease: id, reason }: { readonly lease: string; readonly reason: string },
): Promise<Reply> {
  const answer = await asPerson(ports, who, {
    ...{ route: "POST /v1/leases/{id}/deny", path: { id }, body: { reason } },
  });
  return say(escaped(saidNo(answer) ?? `You denied ${id}.`));
}
