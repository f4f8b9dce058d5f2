import type { Directory } from "../../domain/access/permissions.ts";
import type { IdentityProvider } from "../../domain/access/person.ts";
import type { AccountId } from "../../domain/ids.ts";
import type { LeaseTemplate } from "../../domain/template/template.ts";
import type { Clock } from "../../ports/clock.ts";
import type { IdentityStore } from "../../ports/identity-store.ts";
import type { Ids } from "../../ports/ids.ts";
import type {
  Codes,
  CourseViews,
  Ledger,
  LedgerViews,
  RememberedRequests,
} from "../../ports/ledger.ts";
import type { NukeReports } from "../../ports/nuke-reports.ts";
import type { OwnerSessions } from "../../ports/owner-sessions.ts";

/** What the routes of one lease ask of the world. */
export type LeasePorts = Pick<
  ApiPorts,
  "clock" | "templates" | "directory" | "prefix" | "region"
> & { readonly ledger: Ledger };

/** What getting into an account asks of the world. */
export type EntryPorts = LeasePorts & Pick<ApiPorts, "sessions">;

/** What the routes ask of the world. */
export interface ApiPorts {
  readonly ledger: Ledger & RememberedRequests & Codes;
  readonly views: LedgerViews & CourseViews;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly templates: readonly LeaseTemplate[];
  readonly directory: Directory;
  /** Absent where everybody signs with IAM. */
  readonly provider?: IdentityProvider;
  /** How many accounts of ours the organization has room for. */
  readonly slots: number;
  /** First part of the names that Mayfly gives to things in accounts. */
  readonly prefix: string;
  /** Where Mayfly runs, and where a profile of an account starts. */
  readonly region: string;
  readonly sessions: OwnerSessions;
  readonly reports: Pick<NukeReports, "latest">;
  /** The people of IAM Identity Center. */
  readonly people: IdentityStore;
  /** The account whose users get policies of ours: the one that Mayfly runs in. */
  readonly parent: AccountId;
}
