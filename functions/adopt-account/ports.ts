import type { Directory } from "../../domain/access/permissions.ts";
import type { IdentityProvider } from "../../domain/access/person.ts";
import type { AdoptionFacts } from "../../domain/account/adopt.ts";
import type { ChildAccounts } from "../../ports/child-account.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ids } from "../../ports/ids.ts";
import type { Ledger, NumberedAccounts } from "../../ports/ledger.ts";
import type { AccountFacts, Closure, Tagging } from "../../ports/organization.ts";

/** What taking an account in asks of the world. */
export interface AdoptionPorts {
  readonly ledger: Ledger & NumberedAccounts;
  readonly organization: AccountFacts & Tagging & Pick<Closure, "hasLeft">;
  readonly accounts: ChildAccounts;
  readonly clock: Clock;
  readonly ids: Pick<Ids, "leaseId" | "accountKey">;
  readonly directory: Directory;
  readonly provider?: IdentityProvider;
  readonly fences: AdoptionFacts["fences"];
  readonly rootId: string;
  readonly accessRoleName: string;
}
