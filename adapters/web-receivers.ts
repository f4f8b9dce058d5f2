import { request as plainly } from "node:http";
import { request as securely } from "node:https";
import type { Receivers, WebhookMessage } from "../ports/webhooks.ts";

/** A receiver that says nothing for so many milliseconds is told again later. */
const PATIENCE = 10_000;

/**
 * Receivers on the web; which addresses they may have is for the configuration to say. What they answer
 * is not read, beside its status, and redirections are not followed.
 */
export const webReceivers: Receivers = {
  post: async (url, message) => {
    const status = await send(new URL(url), message);
    if (status < 200 || status > 299) throw new Error(`The receiver answered ${status}.`);
  },
};

const send = (url: URL, { headers, body }: WebhookMessage): Promise<number> =>
  new Promise((resolve, reject) => {
    const length = { "Content-Length": String(Buffer.byteLength(body)) };
    const options = { method: "POST", headers: { ...headers, ...length }, timeout: PATIENCE };
    const call = url.protocol === "https:" ? securely(url, options) : plainly(url, options);
    call.on("response", (answer) => {
      answer.destroy();
      resolve(answer.statusCode ?? 0);
    });
    call.on("timeout", () => {
      call.destroy(new Error(`The receiver said nothing for ${PATIENCE / 1000} seconds.`));
    });
    call.on("error", reject);
    call.end(body);
  });
