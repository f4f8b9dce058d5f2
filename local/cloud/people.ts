import { type MadeUser, makeUser } from "../identity/first-credentials.ts";
import type { World } from "../kernel/service.ts";

/** Who is there to play with, in the accounts of the example configuration. */
export const PEOPLE = {
  /** Administrator of the management account: sees the organization, and what nobody else may. */
  management: { account: "management", may: "administer" },
  /** In the account that Mayfly runs in, named in the configuration as administrator. */
  administrator: { account: "vending", may: "administer" },
  /** Approves and denies requests. */
  approver: { account: "vending", may: "use" },
  /** Sees everything and changes nothing. */
  auditor: { account: "vending", may: "use" },
  /** Asks for accounts. */
  developer: { account: "vending", may: "use" },
  /** Asks for accounts too, and must not see those of others. */
  colleague: { account: "vending", may: "use" },
} as const satisfies Record<
  string,
  { account: "management" | "vending"; may: "administer" | "use" }
>;

export type Person = keyof typeof PEOPLE;

/** The two accounts that are there before Mayfly makes any. */
export interface FirstAccounts {
  readonly managementAccountId: string;
  readonly vendingAccountId: string;
}

const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

/** Calling Mayfly's API and entering what it hands out; nothing else in the account. */
const USE_MAYFLY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" },
    { Effect: "Allow", Action: "sts:AssumeRole", Resource: "arn:aws:iam::*:role/*" },
  ],
});

/** Makes the people, or finds them again in a world that was there before. */
export function people(world: World, accounts: FirstAccounts): Readonly<Record<Person, MadeUser>> {
  const place = { service: "local", account: accounts.vendingAccountId, region: "global" };
  const known = world.storage.collection<MadeUser>(place, "person");
  const entries = Object.entries(PEOPLE) as [Person, (typeof PEOPLE)[Person]][];
  const made = entries.map(([name, { account, may }]): [Person, MadeUser] => {
    const before = known.get(name);
    if (before !== undefined) return [name, before];
    const person = makeUser(world, accounts[`${account}AccountId`], {
      name,
      ...(may === "administer"
        ? { policies: [ADMINISTRATOR] }
        : { inline: { "use-mayfly": USE_MAYFLY } }),
    });
    known.set(name, person);
    return [name, person];
  });
  return Object.fromEntries(made) as Record<Person, MadeUser>;
}
