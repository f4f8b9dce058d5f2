import * as z from "zod";
import { escaped } from "../../domain/slack/text.ts";
import type { Instant } from "../../domain/time.ts";
import { leaseId } from "../shared/schemas.ts";
import { saidNo } from "../shared/slack/lease-answer.ts";
import type { Deed } from "../shared/slack/schemas.ts";
import { approve, endLease, extendTo } from "./change.ts";
import { consoleDoor, denialForm, requestForm } from "./forms.ts";
import { asPerson, type Job, type Reply, say, type WorkPorts } from "./ports.ts";

type Press = Job<Deed & { kind: "action" }>;

const value = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "is not JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.object({ lease: leaseId, endsAt: z.iso.datetime().optional() }));

const UNKNOWN = "This button is of another version of Mayfly and does nothing. Try `/mayfly help`.";

/** Does what a button says. Links need nothing; what is unknown or stale is harmless, and is told. */
export async function press(ports: WorkPorts, job: Press): Promise<Reply> {
  const { action, trigger } = job.deed;
  if (action === "open-link") return undefined;
  if (action === "request") {
    await ports.workspace.openView(trigger, requestForm(ports.templates));
    return undefined;
  }
  const given = value.safeParse(job.deed.value).data;
  if (given === undefined) return say(UNKNOWN);
  const { lease, endsAt } = given;
  switch (action) {
    case "approve":
      return await approve(ports, job, lease);
    case "deny":
      await ports.workspace.openView(trigger, denialForm(lease));
      return undefined;
    case "end":
      return await endLease(ports, job, lease);
    case "extend":
      return endsAt === undefined
        ? say(UNKNOWN)
        : await extendTo(ports, job, { lease, endsAt: endsAt as Instant });
    case "console":
      return await openConsole(ports, job, lease);
    default:
      return say(UNKNOWN);
  }
}

/** The link is made now, for whoever pressed, and shown to them alone. */
async function openConsole(ports: WorkPorts, job: Press, id: string): Promise<Reply> {
  const answer = await asPerson(ports, job, {
    ...{ route: "POST /v1/leases/{id}/console", path: { id }, body: {} },
  });
  const no = saidNo(answer);
  if (no !== undefined) return say(escaped(no));
  await ports.workspace.openView(job.deed.trigger, consoleDoor(String(answer.body["url"])));
  return undefined;
}
