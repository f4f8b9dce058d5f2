import { request } from "node:http";

/** Asks a running cloud: `GET /_local/organization`, with a body where one is needed. */
export type AskCloud = <T>(route: string, body?: object) => Promise<T>;

function notThere(url: string, error: NodeJS.ErrnoException): Error {
  if (error.code !== "ECONNREFUSED") return error;
  return new Error(
    `No local cloud runs at ${url}. Start one with \`npm start\`, or name its --port.`,
  );
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Without `fetch`, which gives up after some minutes: long stretches of time take longer. */
function send(url: URL, method: string, body?: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json" };
    const sent = request(url, { method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      );
    });
    sent.on("error", (error) => reject(notThere(url.origin, error)));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Speaks with the cloud at this address. Throws what it refuses, in its words. */
export const controlClient =
  (url: string): AskCloud =>
  async <T>(route: string, body?: object) => {
    const [method = "GET", path = "/"] = route.split(" ");
    const { status, text } = await send(new URL(path, url), method, body);
    if (status === 200) return JSON.parse(text) as T;
    throw new Error(
      messageIn(text) ?? `${url} answered ${status}, and is no local cloud of Mayfly.`,
    );
  };

function messageIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { message?: string }).message;
  } catch {
    return undefined;
  }
}
