import type { NukeName, NukeReport } from "../domain/account/nuke-report.ts";
import type { AccountKey } from "../domain/ids.ts";

/** Where the nuke tells what it found and did. */
export interface NukeReports {
  write(report: NukeReport): Promise<void>;
  /** The report of this nuke; undefined when the nuke wrote none. */
  read(nuke: NukeName): Promise<NukeReport | undefined>;
  /** The report written last about an account; undefined when there is none, or none any more. */
  latest(accountKey: AccountKey): Promise<NukeReport | undefined>;
}
