import * as z from "zod";
import { problem } from "../../functions/api/answers.ts";
import { CommandFailure, EXIT } from "../failure.ts";

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Who was asked, for messages. */
  readonly url: string;
  readonly route: string;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The answer as the schema has it. Throws CommandFailure with what Mayfly, or who else was there, said. */
export function read<T extends z.ZodType>(schema: T, answer: Answer): z.output<T> {
  if (answer.status < 200 || answer.status > 299) throw refusalIn(answer);
  const parsed = schema.safeParse(asJson(answer.text) ?? answer.text);
  if (parsed.success) return parsed.data;
  throw new CommandFailure(
    EXIT.unreachable,
    `${answer.url} does not answer ${answer.route} like Mayfly: ${z.prettifyError(parsed.error).replaceAll("\n", " ")}`,
    "Is the address right (--url, MAYFLY_API_URL)? If so, it may run another version than this command.",
  );
}

function refusalIn(answer: Answer): CommandFailure {
  const { status, text, url, route } = answer;
  const said = problem.safeParse(asJson(text));
  if (said.success) return refusedBy(said.data);
  if (status === 401 || status === 403) return notLetIn(answer);
  if (status === 404)
    return new CommandFailure(
      EXIT.unreachable,
      `${url} has no ${route}.`,
      "Either the address is not that of Mayfly's API, or what runs there is older than this command.",
    );
  if (status >= 500 || status === 429)
    return new CommandFailure(
      EXIT.failed,
      `${url} answered ${status} to ${route}: ${messageIn(text)}`,
      "Try again in a minute. If it stays so, Mayfly's alarms say what is wrong: see docs/runbooks.md.",
    );
  return new CommandFailure(
    EXIT.unreachable,
    `${url} answered ${status}, and not like Mayfly: ${messageIn(text)}`,
    "Check the address (--url, MAYFLY_API_URL).",
  );
}

const refusedBy = ({ title, detail, errors = [], status }: z.output<typeof problem>) =>
  new CommandFailure(
    status >= 500 ? EXIT.failed : EXIT.refused,
    errors.length === 0
      ? detail
      : `${title}:\n${errors.map((each) => `  ${each.field}: ${each.message}`).join("\n")}`,
  );

function notLetIn({ status, text, url }: Answer): CommandFailure {
  const said = messageIn(text);
  const expired = /expired/i.test(said);
  return new CommandFailure(
    EXIT.notSignedIn,
    expired
      ? `The credentials have expired: ${said}`
      : `${url} does not let these credentials in (${status}: ${said}).`,
    expired
      ? "Sign in again, such as with `aws sso login`."
      : "They may belong to somebody else (`aws sts get-caller-identity`), lack execute-api:Invoke, be signed for\nanother Region (--region), or the clock of this machine is wrong.",
  );
}

const LONGEST = 200;

function messageIn(text: string): string {
  const body = asJson(text);
  const found = z.object({ message: z.string() }).safeParse(body);
  return (found.success ? found.data.message : text.replaceAll(/\s+/g, " ").trim()).slice(
    0,
    LONGEST,
  );
}
