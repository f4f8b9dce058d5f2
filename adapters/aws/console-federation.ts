import { get } from "node:https";
import type { Console } from "../../domain/access/console.ts";
import { AwsBusy } from "../../domain/failures.ts";
import type { SessionCredentials } from "../../ports/owner-sessions.ts";

/** Milliseconds that the sign-in service has to answer. */
const PATIENCE = 10_000;

/** Characters of an answer that are read: a token has some hundreds. */
const LONGEST_ANSWER = 16_384;

/**
 * Makes a link into the console (IAM User Guide, "Enable custom identity broker access to the AWS
 * console"). `SessionDuration` is left out: the call fails with it when the credentials come from role
 * chaining, as all of ours do (facts 2.6). Neither the link nor an address that was called is ever told
 * to anybody else, not even in an error: both carry the secret.
 *
 * @throws AwsBusy when the sign-in service gives no token
 */
export async function signInLink(
  at: Console,
  { accessKeyId, secretAccessKey, sessionToken }: SessionCredentials,
  { destination }: { readonly destination: string },
): Promise<string> {
  const session = { sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken };
  const asked = { Action: "getSigninToken", Session: JSON.stringify(session) };
  const { status, text } = await answerOf(`${at.signIn}/federation?${new URLSearchParams(asked)}`);
  const token = status === 200 ? tokenIn(text) : undefined;
  if (token === undefined)
    throw new AwsBusy(`The console's sign-in service answered ${status} and no token.`, { status });
  const login = { Action: "login", Destination: destination, SigninToken: token };
  return `${at.signIn}/federation?${new URLSearchParams(login)}`;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const answerOf = (url: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = get(url, { timeout: PATIENCE }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text = (text + chunk).slice(0, LONGEST_ANSWER);
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on("timeout", () => request.destroy(new Error("timeout")));
    request.on("error", ({ code }: NodeJS.ErrnoException) => {
      reject(
        new AwsBusy(`The console's sign-in service cannot be reached: ${code ?? "time-out"}.`, {}),
      );
    });
  });

function tokenIn(text: string): string | undefined {
  try {
    const { SigninToken } = JSON.parse(text) as { SigninToken?: unknown };
    return typeof SigninToken === "string" ? SigninToken : undefined;
  } catch {
    return undefined;
  }
}
