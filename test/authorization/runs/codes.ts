import { anybody, secretOf } from "../../codes/a-participant.ts";
import type { Stage } from "../support/stage.ts";

/** A course whose participants have codes and nothing else; at last it is withdrawn with what is left of it. */
export async function codedCourse(stage: Stage): Promise<void> {
  const organizer = stage.as("administrator");
  const endsAt = new Date(stage.world.clock.now() + 5 * 86_400_000).toISOString();
  const course = { course: "containers-101", template: "workshop", number: 3, endsAt };
  const { codes } = (await organizer("POST /v1/codes", course)).body as { codes: string[] };
  const redeemed = async (number: number, alias: string) => {
    const body = { code: codes[number], alias, secret: secretOf(alias.slice(0, 1)) };
    const answer = await anybody(stage)("POST /v1/codes/redeem", body);
    if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
    await stage.until("LeaseActivated", { leaseId: answer.body["id"] });
    return answer.body["id"] as string;
  };
  const mine = await redeemed(0, "ada");
  const ada = anybody(stage, secretOf("a"));
  for (const route of ["GET /v1/redeemed", "GET /v1/redeemed/events"]) await ada(route);
  await ada("POST /v1/redeemed/credentials", {});
  await ada("POST /v1/redeemed/console", {});
  await ada("DELETE /v1/redeemed");
  await stage.until("LeaseEnded", { leaseId: mine });
  const other = await redeemed(1, "bea");
  await organizer("GET /v1/codes");
  await organizer("DELETE /v1/codes/containers-101?leases=end");
  await stage.until("LeaseEnded", { leaseId: other });
}
