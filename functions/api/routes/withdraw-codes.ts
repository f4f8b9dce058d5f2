import type { Course } from "../../../domain/codes/course.ts";
import { withdrawCodes } from "../../../domain/codes/make.ts";
import { isRefusal, type Refusal } from "../../../domain/failures.ts";
import type { LeaseId } from "../../../domain/ids.ts";
import type { Change } from "../../../domain/lease/change.ts";
import { isOpen } from "../../../domain/lease/lease.ts";
import { decideAndCommit, withTally } from "../../shared/committing.ts";
import { everyPage } from "../../shared/every-page.ts";
import { knownLease } from "../../shared/reading.ts";
import { mayWithCodes } from "../access.ts";
import { withdrawal } from "../contract.ts";
import { courseView } from "../course-view.ts";
import type { ApiPorts } from "../ports.ts";
import { type ApiResponse, json, refused } from "../problem.ts";
import { type ApiRequest, notFound, queryOf } from "../request.ts";
import { notForYou, templateFor } from "./codes.ts";
import { endNow } from "./decide-lease.ts";

/**
 * `DELETE /v1/codes/{course}`: withdraws the codes that nobody has redeemed. Leases that there are go on, unless
 * `?leases=end`. Asking again goes on where it was interrupted.
 */
export const withdrawCourseCodes =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const { leases } = queryOf(withdrawal, request);
    const outcome = await decideAndCommit<Change | Refusal>(ports.ledger, async () => {
      const course = await courseFor(ports, request);
      if (isRefusal(course)) return course;
      return withdrawCodes(course, request.caller, ports.clock.now()) ?? { events: [] };
    });
    if (isRefusal(outcome)) return refused(outcome);
    const course = await courseFor(ports, request);
    if (isRefusal(course)) return refused(course);
    const leasesEnded = leases === "end" ? await endLeases(ports, request, course) : 0;
    return json(200, { course: courseView(course, ports.clock.now()), leasesEnded });
  };

async function courseFor(ports: ApiPorts, request: ApiRequest): Promise<Course | Refusal> {
  const name = request.path["course"] ?? "";
  const course = await ports.ledger.course(name);
  if (course === undefined) return notFound(`course ${name}`);
  const template = templateFor(ports, course);
  if (!mayWithCodes(ports, request, { action: "see-codes", ...template }))
    return notFound(`course ${name}`);
  return mayWithCodes(ports, request, { action: "withdraw-codes", ...template })
    ? course
    : notForYou;
}

/** How many leases are ended at the same time: a course of a hundred must be ended within one request. */
const AT_ONCE = 5;

async function endLeases(ports: ApiPorts, request: ApiRequest, course: Course): Promise<number> {
  const events = await everyPage((page) => ports.views.eventsOfCourse(course.name, page));
  const left = events.flatMap(({ type, leaseId }) =>
    type === "CodeRedeemed" && leaseId !== undefined ? [leaseId] : [],
  );
  let ended = 0;
  const work = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift())
      if (await endOne(ports, request, id)) ended += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return ended;
}

/** Whether there was anything to end. */
async function endOne(ports: ApiPorts, { caller }: ApiRequest, id: LeaseId): Promise<boolean> {
  const outcome = await decideAndCommit<Change | Refusal>(ports.ledger, async () => {
    const lease = await knownLease(ports.ledger, id);
    if (!isOpen(lease)) return { events: [] };
    const change = await endNow(ports, lease, caller);
    return isRefusal(change) ? change : await withTally(ports.ledger, lease, change);
  });
  return !isRefusal(outcome) && outcome.lease !== undefined;
}
