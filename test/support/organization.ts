import { accountsOf } from "../../local/services/organizations/records.ts";
import { MANAGEMENT, VENDING } from "./as-root.ts";
import type { TestCloud } from "./cloud.ts";
import { accountsIn } from "./ledger.ts";

/** Every account that Organizations has made since the cloud was started. */
export const madeAccounts = ({ world }: Pick<TestCloud, "world">) =>
  [...accountsOf(world).values()].filter(({ id }) => id !== MANAGEMENT && id !== VENDING);

/** Those of them that the ledger does not know: there must be none. */
export async function lostAccounts(cloud: TestCloud): Promise<readonly string[]> {
  const known = (await accountsIn(cloud)).map((each) =>
    "accountId" in each ? each.accountId : "",
  );
  return madeAccounts(cloud)
    .map(({ id }) => id)
    .filter((id) => !(known as string[]).includes(id));
}
