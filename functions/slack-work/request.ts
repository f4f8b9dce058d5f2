import { formatDuration } from "../../domain/duration.ts";
import type { Wish } from "../../domain/slack/command.ts";
import { escaped } from "../../domain/slack/text.ts";
import { leaseIn, saidNo } from "../shared/slack/lease-answer.ts";
import { USAGE } from "./help.ts";
import { asPerson, type Job, type Reply, say, type WorkPorts } from "./ports.ts";

/** Asks for an account; the same job asks for one lease, however often it runs. */
export async function askFor(ports: WorkPorts, job: Job, wish: Wish): Promise<Reply> {
  const { purpose, term, budget, template = ports.templates[0]?.name } = wish;
  const answer = await asPerson(ports, job, {
    route: "POST /v1/leases",
    headers: { "idempotency-key": `slack-${job.id}` },
    body: {
      ...{ template, purpose },
      ...(budget === undefined ? {} : { budget }),
      ...(term === undefined
        ? {}
        : term.kind === "until"
          ? { endsAt: term.at }
          : { duration: formatDuration(term.seconds) }),
    },
  });
  const no = saidNo(answer);
  if (no !== undefined) return say(`${escaped(no)} ${USAGE}`);
  const { id, status } = leaseIn(answer);
  if (status !== "requested")
    return say(`Accepted: \`${id}\`. You hear of it in a direct message.`);
  const told = ports.hasApproversChannel
    ? "Approvers have been told."
    : "No channel of approvers is configured: ask one of them to decide by the API.";
  return say(`\`${id}\` must be approved. ${told}`);
}
