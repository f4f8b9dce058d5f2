import { isRefusal, type Refusal, refuse } from "../../../domain/failures.ts";
import { csvOf } from "../../../domain/report/csv.ts";
import {
  type HeldLease,
  type LeaseRow,
  type Month,
  monthsBetween,
  rowOf,
  type SumRow,
  summed,
} from "../../../domain/report/lease-row.ts";
import { between, DAY, type Instant } from "../../../domain/time.ts";
import type { Page, Range } from "../../../ports/ledger.ts";
import { everyPage } from "../../shared/every-page.ts";
import { mayDo } from "../access.ts";
import { leaseReport } from "../contract.ts";
import type { ApiPorts } from "../ports.ts";
import { type ApiResponse, json, refused, text } from "../problem.ts";
import { type ApiRequest, notACursor, queryOf } from "../request.ts";

/** A report over more would be too much for one answer. */
const LONGEST_RANGE = 366 * DAY;

const LEASE_COLUMNS = [
  ...(["leaseId", "owner", "template", "purpose", "status", "accountId", "begunAt"] as const),
  ...(["endedAt", "reason", "hours", "budget", "cost", "costUntil", "approvedBy"] as const),
] as const satisfies readonly (keyof LeaseRow)[];

const SUM_COLUMNS = [
  "name",
  "leases",
  "hours",
  "cost",
] as const satisfies readonly (keyof SumRow)[];

/**
 * `GET /v1/reports/leases`: who had what, when and for how long. A lease belongs to the moment at which it
 * was handed over, so that each is in one month and no other, and sums add up.
 */
export const reportLeases =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const { from, to, format, by, limit, cursor } = queryOf(leaseReport, request);
    if (!mayDo(ports, request, "see-reports"))
      return refused(refuse("not-allowed", "Only administrators and auditors see reports."));
    const now = ports.clock.now();
    const range = rangeOf({ from, to }, now);
    if (isRefusal(range)) return refused(range);
    if (by !== undefined) {
      const sums = summed(await everyRow(ports, range, now), by);
      return format === "csv"
        ? text(csvOf(SUM_COLUMNS, sums))
        : json(200, { ...range, items: sums });
    }
    if (format === "csv") return text(csvOf(LEASE_COLUMNS, await everyRow(ports, range, now)));
    const page = await pageOfRows(ports, range, { limit, cursor });
    return json(200, { ...range, ...page, items: page.items.map((lease) => rowOf(lease, now)) });
  };

/** From the beginning of this month until now, unless told. */
function rangeOf(
  { from, to }: { from: Instant | undefined; to: Instant | undefined },
  now: Instant,
): Range | Refusal {
  const range = { from: from ?? (`${now.slice(0, 7)}-01T00:00:00.000Z` as Instant), to: to ?? now };
  const length = between(range.from, range.to);
  if (length < 0) return refuse("invalid", `${range.to} is before ${range.from}.`, "to");
  if (length <= LONGEST_RANGE) return range;
  return refuse("limit-reached", "A report covers a year (366 days) at most.", "to");
}

async function everyRow(ports: ApiPorts, range: Range, now: Instant): Promise<readonly LeaseRow[]> {
  const rows: LeaseRow[] = [];
  for (const month of monthsBetween(range.from, range.to)) {
    const leases = await everyPage((page) => ports.views.leasesBegun(month, range, page));
    rows.push(...leases.map((lease) => rowOf(lease, now)));
  }
  return rows;
}

/** Where a page begins: in a month, and where in it. */
interface Place {
  readonly month: Month;
  readonly cursor?: string;
}

/** A page may reach over several months; months in which nothing began cost a question each. */
async function pageOfRows(
  { views }: ApiPorts,
  range: Range,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<HeldLease>> {
  const months = monthsBetween(range.from, range.to);
  const start = cursor === undefined ? undefined : placeIn(cursor, months);
  const items: HeldLease[] = [];
  for (const month of months) {
    if (start !== undefined && month < start.month) continue;
    if (items.length === limit) return { items, next: cursorOf({ month }) };
    const within = month === start?.month ? start.cursor : undefined;
    const found = await views.leasesBegun(month, range, {
      limit: limit - items.length,
      ...(within === undefined ? {} : { cursor: within }),
    });
    items.push(...found.items);
    if (found.next !== undefined) return { items, next: cursorOf({ month, cursor: found.next }) };
  }
  return { items };
}

const cursorOf = ({ month, cursor = "" }: Place): string => `${month}.${cursor}`;

function placeIn(text: string, months: readonly Month[]): Place {
  const [month = "", cursor = ""] = text.split(".");
  if (!months.includes(month)) throw notACursor();
  return { month, ...(cursor === "" ? {} : { cursor }) };
}
