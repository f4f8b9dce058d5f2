import {
  type Account,
  OrganizationsClient,
  paginateListAccounts,
} from "@aws-sdk/client-organizations";
import type { LocalCloud } from "../cloud/start.ts";
import type { VirtualClock } from "../kernel/clocks/virtual-clock.ts";
import { styled } from "./format.ts";
import { leftIn } from "./left.ts";

type Cloud = LocalCloud<VirtualClock>;

const organizations = ({ url, people }: Cloud) =>
  new OrganizationsClient({ endpoint: url, region: "us-east-1", credentials: people.management });

async function accountsOf(cloud: Cloud): Promise<readonly Account[]> {
  const accounts: Account[] = [];
  for await (const page of paginateListAccounts({ client: organizations(cloud) }, {}))
    accounts.push(...(page.Accounts ?? []));
  return accounts;
}

/** The organization as its administrator sees it: who lies where, in which state. */
export async function tellOrganization(cloud: Cloud, say: (line: string) => void): Promise<void> {
  say(`\n${styled("bold", "The organization at the end")}`);
  for (const { Id = "", Name = "", State = "", Paths = [] } of await accountsOf(cloud))
    say(`  ${Id}  ${Name.padEnd(20)} ${State.padEnd(8)} ${Paths.join(" ")}`);
}

/** What is not as it must be once a lease is over and its account is closed. */
export async function flawsOf(cloud: Cloud, leaseId: string): Promise<readonly string[]> {
  const { body: lease } = await cloud.as("developer")(`GET /v1/leases/${leaseId}`);
  const accountId = String(lease["accountId"]);
  const account = (await accountsOf(cloud)).find(({ Id }) => Id === accountId);
  const left = leftIn(cloud.world, accountId);
  return [
    ...(lease["status"] === "ended" ? [] : [`The lease is ${String(lease["status"])}, not ended.`]),
    ...(account?.State === "CLOSED"
      ? []
      : [`Account ${accountId} is ${account?.State}, not CLOSED.`]),
    ...left.map((resource) => `Account ${accountId} still holds ${resource}.`),
  ];
}
