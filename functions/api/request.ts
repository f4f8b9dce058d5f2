import type * as z from "zod";
import type { Caller } from "../../domain/access/caller.ts";
import { InvalidInput, type Refusal, refuse } from "../../domain/failures.ts";
import type { Principal } from "../../domain/ids.ts";
import { LONGEST_BODY, type visit } from "./contract.ts";
import { type ApiResponse, type Flaw, problem } from "./problem.ts";

/** What somebody asks. */
export interface Visit {
  /** Address that the caller called from. */
  readonly sourceIp: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Header names are lowercase. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request as the routes see it: who asks, and what; the owner is never taken from the body. */
export interface ApiRequest extends Visit {
  readonly caller: Principal;
  /** The caller with all that is known of them. */
  readonly who: Caller;
}

export const visitOf = (event: z.output<typeof visit>): Visit => ({
  sourceIp: event.requestContext.http.sourceIp,
  path: event.pathParameters,
  query: event.queryStringParameters,
  headers: Object.fromEntries(
    Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]),
  ),
  body: event.isBase64Encoded
    ? Buffer.from(event.body ?? "", "base64").toString("utf8")
    : (event.body ?? ""),
});

/** The visit as one of somebody who is known. */
export const by = (who: Caller, visited: Visit): ApiRequest => ({
  ...{ ...visited, caller: who.principal, who },
});

/** Thrown by the readers below; the router answers with the problem document that it carries. */
export class BadRequest extends Error {
  override readonly name = "BadRequest";
  readonly response: ApiResponse;

  constructor(response: ApiResponse) {
    super(response.body);
    this.response = response;
  }
}

/** Reads a JSON body against its schema. Throws BadRequest: 413 too large, 400 not JSON, 422 not valid. */
export function bodyOf<T extends z.ZodType>(schema: T, request: Visit): z.output<T> {
  const bytes = Buffer.byteLength(request.body);
  if (bytes > LONGEST_BODY)
    throw new BadRequest(
      problem({
        ...{ status: 413, title: "The body is too large", kind: "too-large" },
        detail: `The body has ${bytes} bytes; ${LONGEST_BODY} is the limit.`,
      }),
    );
  return valid(schema, parseJson(request.body === "" ? "{}" : request.body));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = `The body is not JSON: ${(error as Error).message}`;
    throw new BadRequest(
      problem({ status: 400, title: "The body is malformed", kind: "malformed", detail }),
    );
  }
}

/** Reads the query string against its schema. */
export const queryOf = <T extends z.ZodType>(schema: T, request: Visit): z.output<T> =>
  valid(schema, request.query);

/** Checks one value, such as a header or a path parameter. */
export const checked = <T extends z.ZodType>(
  schema: T,
  field: string,
  value: unknown,
): z.output<T> => valid(schema, value, field);

function valid<T extends z.ZodType>(schema: T, value: unknown, field?: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) => flawsOf(issue, field));
  const detail = errors.map((flaw) => `${flaw.field} ${flaw.message}`).join("; ");
  throw new BadRequest(
    problem({ status: 422, title: "The request is not valid", kind: "invalid", detail, errors }),
  );
}

function flawsOf(issue: z.core.$ZodIssue, field?: string): readonly Flaw[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ field: key, message: "is not a member that is known here" }));
  return [{ field: field ?? (issue.path.join(".") || "body"), message: issue.message }];
}

/** What somebody made up instead of taking it from an earlier page. */
export const notACursor = (): InvalidInput =>
  new InvalidInput("The cursor is not one that an earlier page gave.", { field: "cursor" });

/** Refuses as if it were not there what somebody must not even know of. */
export const notFound = (what: string): Refusal =>
  refuse("not-found", `There is no ${what} that you may see.`);
