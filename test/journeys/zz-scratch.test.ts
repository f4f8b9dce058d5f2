import { it } from "vitest";
import { aCloud, HOUR } from "../support/cloud.ts";
import { doubleSteps } from "../support/doubling.ts";

it("x", async () => {
  const cloud = await aCloud();
  doubleSteps(cloud, "entered");
  cloud.world.trace.watch((h) => {
    if ((h.kind === "invocation" && h.error) || h.kind === "state")
      console.log(JSON.stringify(h).slice(0, 400));
  });
  await cloud.request();
  await cloud.pass(HOUR);
  console.log(cloud.events.map((e) => e.type + " " + (e.why ?? "")));
}, 60000);
