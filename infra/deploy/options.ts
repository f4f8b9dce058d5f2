import { parseArgs } from "node:util";

export const USAGE = `Usage: npm run deploy [-- OPTIONS]

Deploys both stacks in their order: the organization stack into the management account, and then the vending
stack, which gets what the first one answered. Run again, it upgrades.

  --management-profile NAME  AWS profile for the management account
  --vending-profile NAME     AWS profile for Mayfly's account; the same one when absent
  --yes                      does not ask before permissions become wider
  --dry-run                  says what it would run
  --help                     this text

Without profiles the CDK takes the credentials of the environment, which must be let into both accounts.`;

export interface DeployOptions {
  readonly managementProfile: string | undefined;
  readonly vendingProfile: string | undefined;
  readonly asks: boolean;
  readonly isDry: boolean;
  readonly wantsHelp: boolean;
}

const OPTIONS = {
  "management-profile": { type: "string" },
  "vending-profile": { type: "string" },
  yes: { type: "boolean", default: false },
  "dry-run": { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Reads the command line. Throws TypeError that names what is wrong with it. */
export function deployOptions(args: readonly string[]): DeployOptions {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const managementProfile = values["management-profile"];
  return {
    managementProfile,
    vendingProfile: values["vending-profile"] ?? managementProfile,
    ...{ asks: !values.yes, isDry: values["dry-run"], wantsHelp: values.help },
  };
}
