import { handOf } from "../../../local/slack/hand.ts";
import { troubleIn } from "../../../local/slack/records.ts";
import { DAY, HOUR } from "../../support/cloud.ts";
import type { Stage } from "../support/stage.ts";

/** Longer than Lambda tries an event that nobody waits for. */
const GIVEN_UP_AFTER = HOUR / 6;

/** A lease's life in Slack, as its owner and an approver lead it. */
export async function talked(stage: Stage): Promise<void> {
  const [developer, approver] = [handOf(stage, "developer"), handOf(stage, "approver")];
  await developer.write("/mayfly experiment 4d $900 for a load test");
  await stage.pass(HOUR / 60);
  await approver.press("Approve");
  await stage.until("LeaseActivated");
  await stage.pass(HOUR / 60);
  await developer.press("Open console");
  await developer.openHome();
  await stage.pass(HOUR / 60);
  await developer.press("End now");
  await stage.until("LeaseEnded");
}

/**
 * What works for Slack cannot be called, and then dies; Slack is down for longer than the stream keeps what is
 * told.
 */
export async function unheard(stage: Stage): Promise<void> {
  // The first call is that of the HTTP API; then the function that answers tries three times.
  const mends = [2, 3, 4].map((nth) =>
    stage.calls.add({ service: "lambda", operation: "Invoke", nth, fault: "serverError" }),
  );
  await handOf(stage, "developer").write("/mayfly list");
  for (const mend of mends) mend();
  const revive = stage.kills.strike("mayfly-slack-work");
  await handOf(stage, "developer").write("/mayfly list");
  await stage.pass(GIVEN_UP_AFTER);
  revive();
  troubleIn(stage.world).set("all", { status: 503, retryAfter: 30 });
  await stage.request({ template: "experiment" }, "colleague");
  await stage.pass(DAY + HOUR);
  troubleIn(stage.world).delete("all");
}
