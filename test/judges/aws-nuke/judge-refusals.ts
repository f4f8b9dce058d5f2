import { MANAGEMENT } from "../support/judged-cloud.ts";
import { type Bench, expectThat, seconds } from "./bench.ts";
import { configurationFor } from "./engines.ts";
import { runProgram } from "./program.ts";

/** NotEmulated; clients of XML protocols read its status only. */
const BY_NAME = /NotEmulated|status ?code: 501/i;

/** aws-nuke must refuse an account that is on the blocklist, whatever else it is told. */
export async function judgeBlocklist({ verdict, scene, nuke }: Bench): Promise<void> {
  const configuration = configurationFor(MANAGEMENT, ["eu-west-1"]);
  const { credentials } = scene.management;
  const told = await runProgram(nuke, { configuration, credentials, remove: true });
  const says = told.lines.at(-1) ?? "";
  const refuses = told.code !== 0 && says.includes("account is in blocklist");
  expectThat(verdict, "the management account is refused", refuses, says);
}

/**
 * aws-nuke asks for everything that AWS has, with production's configuration as it is: what the local
 * cloud does not have, it must refuse by name, and production must not take that for something left.
 */
export async function judgeRefusals(bench: Bench): Promise<void> {
  const { verdict, scene, nuke, credentials, types } = bench;
  const configuration = configurationFor(scene.account, ["eu-west-1"]);
  const told = await runProgram(nuke, { configuration, credentials, remove: false });
  const { problems } = told.output.outcome;
  const { flaw } = told.output;
  expectThat(verdict, "the look at all types is understood", flaw === undefined, flaw);
  for (const { place = "", reason } of problems) {
    const type = place.split(" - ")[1] ?? "";
    const isExpected = BY_NAME.test(reason) && !types.includes(type);
    expectThat(verdict, `${place || "aws-nuke"} is refused by name`, isExpected, reason);
  }
  console.log(
    `all types in one Region: ${problems.length} listings refused by name, ${seconds(told.milliseconds)}`,
  );
}
