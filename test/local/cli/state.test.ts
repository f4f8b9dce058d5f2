import { expect, test } from "vitest";
import { mayflyClient } from "../../../local/client/mayfly-client.ts";
import { aCloudOfItsOwn, aFolder, outcomeOf, type RunningCloud, textWith } from "./a-command.ts";

const REQUEST = { template: "sandbox", duration: "P1D", purpose: "to be interrupted" };
const HOUR = 3_600_000;

async function killed(cloud: RunningCloud): Promise<void> {
  cloud.child.kill("SIGKILL");
  await cloud.ended;
}

test("an account that is being vended when the process is killed becomes active after a restart", async () => {
  const state = ["--state", aFolder(), "--speed", "60"];
  const before = await aCloudOfItsOwn(...state);
  const id = (await before.api("POST /v1/leases", REQUEST)).body["id"];
  await textWith(before, /vend +Create account/);
  await killed(before);

  const after = await aCloudOfItsOwn(...state);
  // With the key of before: people keep theirs.
  const api = mayflyClient({ ...before, url: after.url });
  expect((await api(`GET /v1/leases/${id}`)).body).toMatchObject({ status: "vending" });
  await textWith(after, /LeaseActivated/);
  const other = (await api("POST /v1/leases", REQUEST)).body["id"];

  expect((await api(`GET /v1/leases/${id}`)).body).toMatchObject({ status: "active" });
  expect((await api("GET /v1/leases")).body["items"]).toMatchObject([{ id: other }, { id }]);
  await killed(after);
});

test("time never goes backwards, however far ahead of the machine's it was", async () => {
  const state = ["--state", aFolder()];
  const before = await aCloudOfItsOwn(...state);
  const { printed } = await outcomeOf("local", ["advance", "3h", "--port", before.port]);
  await killed(before);

  const after = await aCloudOfItsOwn(...state);
  const { body } = await after.api("POST /v1/leases", REQUEST);
  await killed(after);

  const reached = Date.parse(/It is (\S+) now/.exec(printed)?.[1] ?? "nothing");
  expect(reached).toBeGreaterThan(Date.now() + 2 * HOUR);
  expect(Date.parse(body["requestedAt"] as string)).toBeGreaterThanOrEqual(reached);
});
