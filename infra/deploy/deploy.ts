import { UNIT_PARAMETERS } from "../stacks/unit-parameters.ts";
import type { DeployOptions } from "./options.ts";

/** What deploying needs of the machine. */
export interface DeployPorts {
  /** Runs the CDK's command line. Answers its exit code. */
  readonly cdk: (args: readonly string[]) => Promise<number>;
  /** Outputs of stacks that the CDK wrote into a file: by the stack's name, and then their own. */
  readonly outputs: (file: string) => Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly say: (text: string) => void;
}

/** Where the CDK writes what a stack answers: the folder that it writes templates into. */
export const OUTPUTS = "cdk.out/organization-outputs.json";

const UNKNOWN = "<answered by Organization>";

/** Deploys both stacks. Answers the exit code of the first that fails, else 0; the second needs the first. */
export async function deploy(options: DeployOptions, ports: DeployPorts): Promise<number> {
  const first = organization(options);
  const code = await run(first, options, ports);
  if (code !== 0) return code;
  const units = options.isDry ? undefined : unitsIn(ports.outputs(OUTPUTS));
  return await run(vending(options, units), options, ports);
}

async function run(args: readonly string[], { isDry }: DeployOptions, ports: DeployPorts) {
  ports.say(`cdk ${args.join(" ")}`);
  return isDry ? 0 : await ports.cdk(args);
}

const common = ({ asks }: DeployOptions) => ["--require-approval", asks ? "broadening" : "never"];

const as = (profile: string | undefined) => (profile === undefined ? [] : ["--profile", profile]);

const organization = (options: DeployOptions) => [
  ...["deploy", "Organization", "--outputs-file", OUTPUTS],
  ...common(options),
  ...as(options.managementProfile),
];

type Units = Readonly<Record<string, string>>;

const vending = (options: DeployOptions, units: Units | undefined) => [
  ...["deploy", "Vending"],
  ...Object.values(UNIT_PARAMETERS).flatMap((name) => [
    "--parameters",
    `${name}=${units?.[name] ?? UNKNOWN}`,
  ]),
  ...common(options),
  ...as(options.vendingProfile),
];

/** The ids of the units. Throws when one is missing: without it accounts would go astray. */
function unitsIn(outputs: ReturnType<DeployPorts["outputs"]>): Units {
  const all = Object.assign({}, ...Object.values(outputs)) as Units;
  const missing = Object.values(UNIT_PARAMETERS).filter((name) => all[name] === undefined);
  if (missing.length === 0) return all;
  throw new Error(`The organization stack did not answer ${missing.join(", ")}: see ${OUTPUTS}.`);
}
