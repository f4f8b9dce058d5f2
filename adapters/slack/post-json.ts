import { request } from "node:https";
import { SlackBusy } from "../../domain/slack/failures.ts";

/** Milliseconds that Slack has to answer. */
const PATIENCE = 8_000;

/** Characters of an answer that are read. */
const LONGEST_ANSWER = 1_000_000;

export interface SlackAnswer {
  readonly status: number;
  /** Seconds for which Slack wants to be left alone. */
  readonly retryAfter: number;
  readonly text: string;
}

/**
 * Sends a body to Slack. Addresses and headers are never told in an error: some carry a secret.
 *
 * @throws SlackBusy when there is no answer, or one of 429 or 5xx
 */
export async function postJson(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<SlackAnswer> {
  const answer = await send(url, body, headers);
  if (answer.status !== 429 && answer.status < 500) return answer;
  throw new SlackBusy(`Slack answered ${answer.status}.`, {
    ...{ status: answer.status, retryAfter: answer.retryAfter },
  });
}

const send = (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<SlackAnswer> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers, timeout: PATIENCE }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text = (text + chunk).slice(0, LONGEST_ANSWER);
      });
      response.on("end", () => {
        const retryAfter = Number(response.headers["retry-after"] ?? 1);
        resolve({ status: response.statusCode ?? 0, retryAfter, text });
      });
    });
    sent.on("timeout", () => sent.destroy(new Error("timeout")));
    sent.on("error", ({ code }: NodeJS.ErrnoException) => {
      reject(new SlackBusy(`Slack cannot be reached: ${code ?? "time-out"}.`, { retryAfter: 1 }));
    });
    sent.end(body);
  });
