import { parseArgs } from "node:util";
import { baselines } from "../baselines.ts";
import { stackTemplate } from "./stack-template.ts";

const USAGE = `npm run --silent baseline -- export NAME [--prefix mayfly]
writes the baseline as a template of CloudFormation. Names: ${baselines.map(({ name }) => name).join(", ")}`;

try {
  process.stdout.write(`${JSON.stringify(exported(process.argv.slice(2)), null, 2)}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}

function exported(args: string[]) {
  const { positionals, values } = parseArgs({
    ...{ args, allowPositionals: true },
    options: { prefix: { type: "string", default: "mayfly" } },
  });
  const [command, name] = positionals;
  const baseline = baselines.find((each) => each.name === name);
  if (command !== "export" || baseline === undefined) throw new Error(USAGE);
  return stackTemplate(baseline, values.prefix);
}
