import * as z from "zod";
import { header, type WireAnswer, type WireRequest } from "../wire/message.ts";
import type { HttpRoute } from "../wire/routes.ts";
import { ACTIONS, type Controlled } from "./actions.ts";
import { Wrong } from "./wrong.ts";

const PREFIX = "/_local/";

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** A page in a browser must not reach this, neither by its own name nor by one that it gave to loopback. */
function checkOrigin(request: WireRequest): void {
  const isOwn = LOOPBACK.test(header(request, "host") ?? "");
  if (isOwn && header(request, "origin") === undefined) return;
  throw new Wrong("Only this machine controls the local cloud, and no browser.", 403);
}

function bodyOf({ body }: WireRequest): unknown {
  if (body.byteLength === 0) return {};
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    throw new Wrong("The body is no JSON.");
  }
}

async function answerTo(cloud: Controlled, request: WireRequest): Promise<unknown> {
  checkOrigin(request);
  const { method, rawPath } = request;
  const action = ACTIONS[`${method} ${rawPath}`];
  if (action !== undefined) return await action(cloud, bodyOf(request));
  const known = Object.keys(ACTIONS).join(", ");
  throw new Wrong(`There is no ${method} ${rawPath}. There are: ${known}.`, 404);
}

function refusalOf(error: unknown): Wrong {
  if (error instanceof Wrong) return error;
  if (error instanceof z.ZodError) return new Wrong(z.prettifyError(error));
  throw error;
}

const json = (status: number, body: unknown): WireAnswer => ({
  status,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: JSON.stringify(body),
});

/** Lets this machine look at the cloud and change what no API of AWS can: its time, and what goes wrong. */
export const controlRoute = (cloud: Controlled): HttpRoute => ({
  matches: ({ rawPath }) => rawPath.startsWith(PREFIX),
  async answer(request) {
    try {
      return json(200, await answerTo(cloud, request));
    } catch (error) {
      const { status, message } = refusalOf(error);
      return json(status, { message });
    }
  },
});
