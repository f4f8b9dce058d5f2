import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { readConfiguration } from "./configuration.ts";
import { type DeployPorts, deploy } from "./deploy/deploy.ts";
import { deployOptions, USAGE } from "./deploy/options.ts";

const CDK = createRequire(import.meta.url).resolve("aws-cdk/bin/cdk");

const cdk = (args: readonly string[]) =>
  new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, [CDK, ...args], { stdio: "inherit" });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });

try {
  const options = deployOptions(process.argv.slice(2));
  if (options.wantsHelp) console.log(USAGE);
  else {
    // A mistake in it is told before anything begins.
    await readConfiguration();
    process.exitCode = await deploy(options, {
      cdk,
      outputs: (file) =>
        JSON.parse(readFileSync(file, "utf8")) as ReturnType<DeployPorts["outputs"]>,
      say: console.log,
    });
  }
} catch (error) {
  console.error((error as Error).message);
  if (error instanceof TypeError) console.error(`\n${USAGE}`);
  process.exitCode = error instanceof TypeError ? 2 : 1;
}
