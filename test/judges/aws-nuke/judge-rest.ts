import { type Bench, expectThat } from "./bench.ts";
import { leftBehind } from "./left-behind.ts";
import { lookThrough } from "./listings.ts";
import { REGIONS } from "./mess.ts";
import type { Told } from "./program.ts";

/** Looks again without aws-nuke: by another client, behind the API, and by the stand-in. */
export async function judgeRest(bench: Bench, standInLook: Told): Promise<void> {
  const { verdict, scene, credentials } = bench;
  const listings = await lookThrough({ ...scene.client, credentials }, scene.account, REGIONS);
  for (const [name, found] of listings)
    verdict.count(
      `no ${name}`,
      found.map((each) => JSON.stringify(each)),
    );
  verdict.count("nothing is left behind the API", leftBehind(scene.storage, scene.account));
  const { resources } = standInLook.output.outcome;
  const left = resources.filter(({ state }) => state === "would remove");
  verdict.count(
    "the stand-in finds nothing",
    left.map(({ name }) => name),
  );
  const { flaw } = standInLook.output;
  expectThat(verdict, "the stand-in's last look is understood", flaw === undefined, flaw);
}
