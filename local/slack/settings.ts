import type { ConfigurationInput } from "../../infra/configuration.ts";
import type { Person } from "../cloud/people.ts";

/** The workspace on this machine, and what Mayfly is configured with to serve it. */
export const TEAM = "T0LOCAL0000";

export const APPROVERS_CHANNEL = "C0APPROVERS";

/** How a member of the workspace looks to Slack. */
export interface Member {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly email?: string;
  readonly zone: string;
  readonly isDeactivated?: boolean;
  readonly isBot?: boolean;
}

const member = (name: string, more: Partial<Member> = {}): Member => ({
  ...{ id: `U0${name.toUpperCase().slice(0, 9)}`, team: TEAM, name, zone: "Europe/Berlin" },
  email: `${name}@example.com`,
  ...more,
});

const { email: _, ...withoutEmail } = member("ghost");

/** Everybody of the local cloud, and those whom Mayfly must send away. */
export const MEMBERS = {
  administrator: member("administrator"),
  approver: member("approver", { zone: "America/New_York" }),
  developer: member("developer"),
  colleague: member("colleague"),
  withoutEmail,
  deactivated: member("gone", { isDeactivated: true }),
  bot: member("robot", { isBot: true }),
  guest: member("guest", { team: "T0ELSEWHERE" }),
} as const satisfies Partial<
  Record<Person | "withoutEmail" | "deactivated" | "bot" | "guest", Member>
>;

export type MemberName = keyof typeof MEMBERS;

/** What is known of the app on both sides. They guard nothing but this machine's own toy. */
export const APP = {
  signingSecrets: ["local-signing-secret"],
  botToken: "xoxb-local",
  bot: "U0MAYFLY",
} as const;

const PEOPLE: readonly Member[] = [
  MEMBERS.administrator,
  MEMBERS.approver,
  MEMBERS.developer,
  MEMBERS.colleague,
];

/** Member `slack` of a configuration that is deployed here: its people are users of IAM, by exception. */
export const localSlack = (vendingAccountId: string): NonNullable<ConfigurationInput["slack"]> => ({
  team: TEAM,
  principal: `arn:aws:sts::${vendingAccountId}:assumed-role/Developer/{email}`,
  exceptions: Object.fromEntries(
    PEOPLE.map(({ name, email = "" }) => [email, `arn:aws:iam::${vendingAccountId}:user/${name}`]),
  ),
  approversChannel: APPROVERS_CHANNEL,
});
