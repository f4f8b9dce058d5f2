import { shownCode } from "../../../domain/codes/code.ts";
import type { Course } from "../../../domain/codes/course.ts";
import { type Made, makeCodes } from "../../../domain/codes/make.ts";
import { isRefusal, type Refusal, refuse } from "../../../domain/failures.ts";
import type { LeaseTemplate } from "../../../domain/template/template.ts";
import { parseInstant } from "../../../domain/time.ts";
import { decideAndCommit } from "../../shared/committing.ts";
import { sha256 } from "../../shared/hash.ts";
import { mayWithCodes } from "../access.ts";
import { codesRequest, courseList } from "../contract.ts";
import { courseView } from "../course-view.ts";
import { pageOf } from "../paging.ts";
import type { ApiPorts } from "../ports.ts";
import { type ApiResponse, json, refused } from "../problem.ts";
import { type ApiRequest, bodyOf, queryOf } from "../request.ts";

/** `POST /v1/codes`: makes one-time codes for a course, or more of them. This answer alone shows them. */
export const makeCourseCodes =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const body = bodyOf(codesRequest, request);
    const template = templateOf(ports, request, body.template);
    if (isRefusal(template)) return refused(template);
    const endsAt = parseInstant(body.endsAt);
    if (endsAt === undefined) return refused(notAMoment(body.endsAt));
    const codes = Array.from({ length: body.number }, () => ports.ids.code());
    const { course: name, budget } = body;
    const batch = { course: name, template, endsAt, by: request.caller };
    const made = await decideAndCommit<Made | Refusal>(ports.ledger, async () =>
      makeCodes(
        { ...batch, ...(budget === undefined ? {} : { budget }) },
        { before: await ports.ledger.course(name), hashes: codes.map(sha256) },
        ports.clock.now(),
      ),
    );
    if (isRefusal(made)) return refused(made);
    const course = courseView(made.course, ports.clock.now());
    return json(201, { course, codes: codes.map(shownCode) });
  };

const notAMoment = (text: string): Refusal =>
  refuse(
    "invalid",
    `"${text.slice(0, 40)}" is not an ISO 8601 moment with its offset, such as 2027-01-31T18:00:00Z.`,
    "endsAt",
  );

/** Told to whoever has nothing to do with codes, or may look at courses only. */
export const notForYou = refuse(
  "not-allowed",
  "Only administrators, and the organizers whom a lease template names, make and withdraw codes; auditors see them.",
);

/** One of the templates whose codes the caller may make. */
function templateOf(ports: ApiPorts, request: ApiRequest, name: string): LeaseTemplate | Refusal {
  const knowing = ports.templates.filter(
    ({ codes }) =>
      codes !== undefined && mayWithCodes(ports, request, { action: "make-codes", codes }),
  );
  const found = knowing.find((template) => template.name === name);
  if (found !== undefined) return found;
  if (knowing.length === 0) return notForYou;
  const names = knowing.map((template) => template.name).join(", ");
  return refuse(
    "unknown-template",
    `There is no lease template "${name.slice(0, 60)}" that knows codes; there are ${names}.`,
    "template",
  );
}

/** `GET /v1/codes`: the courses whose codes the caller may see, the latest first; never the codes. */
export const seeCodes =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const query = queryOf(courseList, request);
    if (!ports.templates.some((template) => maySee(ports, request, template)))
      return refused(notForYou);
    const found = await ports.views.courses(pageOf(query));
    const seen = found.items.filter((course) => maySee(ports, request, templateFor(ports, course)));
    const now = ports.clock.now();
    return json(200, { ...found, items: seen.map((course) => courseView(course, now)) });
  };

const maySee = (ports: ApiPorts, request: ApiRequest, template: Pick<LeaseTemplate, "codes">) =>
  mayWithCodes(ports, request, { action: "see-codes", ...template });

/** The template of a course as it is today; nobody organizes what is configured no more. */
export const templateFor = (
  { templates }: Pick<ApiPorts, "templates">,
  course: Course,
): Pick<LeaseTemplate, "codes"> => templates.find(({ name }) => name === course.template) ?? {};
