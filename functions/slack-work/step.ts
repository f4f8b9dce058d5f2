import { isRefusal } from "../../domain/failures.ts";
import { SlackRefused } from "../../domain/slack/failures.ts";
import { escaped } from "../../domain/slack/text.ts";
import { personOf } from "../shared/slack/people.ts";
import type { Deed, Work } from "../shared/slack/schemas.ts";
import { press } from "./actions.ts";
import { obey } from "./commands.ts";
import { publishHome } from "./home.ts";
import { type Job, type Reply, say, type WorkPorts } from "./ports.ts";
import { submit } from "./submissions.ts";

/**
 * Does what somebody wants who is known, by way of the API, and tells them privately. It may run again
 * after it died halfway: requests carry a key, and all else names its result.
 */
export const workOn =
  (ports: WorkPorts) =>
  async ({ id, sourceIp, deed }: Work): Promise<void> => {
    const person = await personOf(ports, deed);
    if (isRefusal(person)) return await reply(ports, deed, say(escaped(person.message)));
    try {
      await reply(ports, deed, await done(ports, { id, sourceIp, deed, person }));
      if (deed.kind === "action" && deed.isHome) await publishHome(ports, { sourceIp, person });
    } catch (error) {
      if (!(error instanceof SlackRefused) || error.details["error"] !== "expired_trigger_id")
        throw error;
      await reply(ports, deed, say("That took too long for Slack. Please press once more."));
    }
  };

async function done(ports: WorkPorts, job: Job): Promise<Reply> {
  const { deed } = job;
  switch (deed.kind) {
    case "command":
      return await obey(ports, { ...job, deed });
    case "action":
      return await press(ports, { ...job, deed });
    case "submission":
      return await submit(ports, { ...job, deed });
    case "home":
      await publishHome(ports, job);
      return undefined;
  }
}

/** Where only they see it: under what they did, or in the direct messages where Slack gives no place. */
async function reply({ workspace }: WorkPorts, deed: Deed, message: Reply): Promise<void> {
  if (message === undefined) return;
  const url = "responseUrl" in deed ? deed.responseUrl : undefined;
  if (url !== undefined) return await workspace.respond(url, message);
  await workspace.post(await workspace.openDirect(deed.user), message);
}
