import { type Refusal, refuse } from "../failures.ts";

/** Where the AWS Management Console of a partition is. */
export interface Console {
  /** Address of the sign-in service, without a path. */
  readonly signIn: string;
  /** Name of the console's own host; those of its services end with it. */
  readonly host: string;
}

/** IAM User Guide, "Enable custom identity broker access to the AWS console"; AWS China and GovCloud guides. */
const CONSOLES: Readonly<Record<string, Console>> = {
  aws: { signIn: "https://signin.aws.amazon.com", host: "console.aws.amazon.com" },
  "aws-cn": { signIn: "https://signin.amazonaws.cn", host: "console.amazonaws.cn" },
  "aws-us-gov": {
    signIn: "https://signin.amazonaws-us-gov.com",
    host: "console.amazonaws-us-gov.com",
  },
};

const partitionOf = (arn: string): string => arn.split(":")[1] ?? "";

/** The console of the partition that an ARN is of. Throws for a partition without a public console. */
export function consoleOf(arn: string): Console {
  const found = CONSOLES[partitionOf(arn)];
  if (found === undefined) throw new Error(`There is no console for ${arn}.`);
  return found;
}

/**
 * The page on which somebody lands after signing in: the console's start page, or a page of the console.
 * Any other address would make the link a way to send people, signed in, to a page of somebody else's.
 */
export function destinationOf(at: Console, asked: string | undefined): string | Refusal {
  if (asked === undefined) return `https://${at.host}/`;
  const url = URL.canParse(asked) ? new URL(asked) : undefined;
  const { host = "", protocol = "", username = "", password = "", href = "" } = url ?? {};
  const isConsole = host === at.host || host.endsWith(`.${at.host}`);
  if (isConsole && protocol === "https:" && username === "" && password === "") return href;
  return refuse(
    "invalid",
    `"${asked.slice(0, 100)}" is not an https address on ${at.host}, where a signed-in owner may land.`,
    "destination",
  );
}

/** What the console offers as colours of a role, in its own order. */
const COLOURS = ["F2B0A9", "FBBF93", "FAD791", "B7CA9D", "99BCE3"] as const;

/** Longest name that the console shows for a role. */
const LONGEST_DISPLAY_NAME = 64;

/** What the Switch Role page is filled in with. */
export interface SwitchRole {
  readonly accountId: string;
  readonly roleName: string;
  /** Shown in the console's bar as long as the role is used. */
  readonly displayName: string;
}

/** The link to the console's Switch Role page; the colour follows from the display name. */
export function switchRoleUrl(at: Console, { accountId, roleName, displayName }: SwitchRole) {
  const sum = [...displayName].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  const query = new URLSearchParams({
    account: accountId,
    roleName,
    displayName: displayName.slice(0, LONGEST_DISPLAY_NAME),
    color: COLOURS[sum % COLOURS.length] ?? COLOURS[0],
  });
  return `${at.signIn}/switchrole?${query}`;
}
