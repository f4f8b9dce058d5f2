import type { ApiAnswer } from "../../local/client/mayfly-client.ts";
import type { TestCloud } from "../support/cloud.ts";

/** Somebody on the internet: nothing is signed. */
export const anybody =
  (cloud: Pick<TestCloud, "url">, secret?: string) =>
  async (route: string, body?: unknown): Promise<ApiAnswer> => {
    const [method = "GET", address = "/"] = route.split(" ");
    const answer = await fetch(new URL(address, cloud.url), {
      method,
      headers: {
        "content-type": "application/json",
        ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { status, headers } = answer;
    return { status, headers, body: (await answer.json()) as Record<string, unknown> };
  };

/** A secret as clients make them, told apart by a letter. */
export const secretOf = (letter: string): string => letter.repeat(43);
