import type * as z from "zod";
import { CommandFailure, EXIT } from "../failure.ts";
import { once } from "../once.ts";
import type { Settings } from "../settings.ts";
import type { Credentials, Surroundings } from "../surroundings.ts";
import { type Answer, read } from "./answer.ts";
import { sign } from "./sign.ts";

export interface Wish {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether asking twice does no more than asking once: then a lost answer is asked for again. */
  readonly repeatable?: boolean;
}

/** Calls a route such as `GET /v1/leases`. Throws CommandFailure. */
export type Call = <T extends z.ZodType>(
  route: string,
  schema: T,
  wish?: Wish,
) => Promise<z.output<T>>;

/** API Gateway gives up after 30 seconds; so long an answer may take. */
const PATIENCE = 35_000;
const PAUSES = [500, 2_000];

/** Mayfly's API, for one caller. Credentials are looked for once, when the first call is made. */
export function apiClient(settings: Settings, world: Surroundings): Call {
  const credentials = once(() => credentialsOf(settings, world));
  return async (route, schema, wish = {}) => {
    const [method = "GET"] = route.split(" ");
    const mayRepeat = wish.repeatable ?? method === "GET";
    for (const pause of mayRepeat ? PAUSES : []) {
      const answer = await ask(route, wish).catch((error: unknown) => maybeLost(error));
      if (answer !== undefined && !isBusy(answer)) return read(schema, answer);
      await world.sleep(pause);
    }
    return read(schema, await ask(route, wish));
  };

  async function ask(route: string, wish: Wish): Promise<Answer> {
    const [method = "GET", path = "/"] = route.split(" ");
    const url = new URL(`${settings.url}${path}`);
    const body = wish.body === undefined ? undefined : JSON.stringify(wish.body);
    const plain = {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...wish.headers,
    };
    const headers =
      settings.token === undefined
        ? await sign(
            { method, url, headers: plain, body },
            { credentials: await credentials(), region: settings.region, now: world.now() },
          )
        : { ...plain, authorization: `Bearer ${settings.token}` };
    const { status, text } = await send(url, { method, headers, ...(body && { body }) });
    return { status, text, url: settings.url, route };
  }

  async function send(url: URL, init: RequestInit) {
    try {
      const response = await world.fetch(url, {
        ...{ ...init, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) },
      });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      throw unreachable(settings.url, error);
    }
  }
}

/** 503 and 429 say that nothing was changed. */
const isBusy = ({ status }: Answer) => status === 429 || status >= 500;

function maybeLost(error: unknown): undefined {
  if (error instanceof CommandFailure && error.code === EXIT.unreachable) return undefined;
  throw error;
}

function unreachable(url: string, error: unknown): CommandFailure {
  const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
  const why = cause?.code ?? cause?.message ?? message;
  return new CommandFailure(
    EXIT.unreachable,
    `${url} cannot be reached: ${why}`,
    "Check the address (--url, MAYFLY_API_URL) and the network.",
  );
}

async function credentialsOf({ profile }: Settings, world: Surroundings): Promise<Credentials> {
  const found = await world.credentials(profile).catch((error: Error) => {
    throw new CommandFailure(
      EXIT.notSignedIn,
      `No AWS credentials were found${profile === undefined ? "" : ` for profile ${profile}`}: ${error.message}`,
      "Sign in (`aws sso login`), name a profile (--profile, AWS_PROFILE), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    );
  });
  if (found.expiration === undefined || found.expiration.getTime() > world.now()) return found;
  throw new CommandFailure(
    EXIT.notSignedIn,
    `The AWS credentials${profile === undefined ? "" : ` of profile ${profile}`} expired at ${found.expiration.toISOString()}.`,
    "Sign in again, such as with `aws sso login`.",
  );
}
