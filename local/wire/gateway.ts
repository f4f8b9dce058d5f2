import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AwsError } from "../kernel/aws-error.ts";
import { seeded } from "../kernel/random.ts";
import type { Cloud } from "./cloud.ts";
import { failureFrom } from "./failure.ts";
import { BodyTooLarge, headOf, readRequest, writeAnswer } from "./http-messages.ts";
import { protocols } from "./protocols/by-name.ts";
import { answerByRoute, type HttpRoute } from "./routes.ts";
import { guessedProtocol } from "./routing/find-service.ts";
import { type Outcome, serve } from "./serve.ts";

export type { HttpRoute } from "./routes.ts";

export interface GatewayOptions extends Cloud {
  /** Asked first, in order. */
  readonly routes?: readonly HttpRoute[];
  /** 0 for any that is free. */
  readonly port: number;
  /** Bytes of the largest body that is read; 64 MiB when absent. */
  readonly largestBody?: number;
}

export interface Gateway {
  readonly port: number;
  readonly url: string;
  /** Breaks off what is still in progress. */
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
const LARGEST_BODY = 64 * 1024 * 1024;

/** Everything that one exchange needs. */
interface Exchange {
  readonly options: GatewayOptions;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
}

function tooLarge({ incoming, requestId }: Exchange): Outcome {
  const request = { ...headOf(incoming), body: new Uint8Array() };
  const protocol = guessedProtocol(request);
  const error = new AwsError("RequestTooLarge", "The body of the request is too large.", 413);
  const failure = failureFrom(error, {});
  if (!failure) throw error;
  return { kind: "answer", answer: protocols[protocol].fail(failure, { request, requestId }) };
}

async function outcomeOf(exchange: Exchange): Promise<Outcome> {
  const { options, incoming, requestId } = exchange;
  try {
    const request = await readRequest(incoming, options.largestBody ?? LARGEST_BODY);
    const route = options.routes?.find((each) => each.matches(request));
    if (!route) return await serve(options, request, requestId);
    return { kind: "answer", answer: await answerByRoute(route, request, requestId) };
  } catch (error) {
    if (error instanceof BodyTooLarge) return tooLarge(exchange);
    throw error;
  }
}

function hang({ options, response }: Exchange, accessKeyId: string): void {
  options.onHang?.(accessKeyId);
  response.once("close", () => options.onHangEnd?.(accessKeyId));
}

async function conclude(exchange: Exchange, outcome: Outcome): Promise<void> {
  const { options, incoming, response } = exchange;
  if (outcome.kind === "answer") {
    const date = new Date(options.world.clock.now()).toUTCString();
    const headers = { date, ...outcome.answer.headers };
    await writeAnswer(response, { ...outcome.answer, headers });
  } else if (outcome.how === "reset") incoming.socket.resetAndDestroy();
  else hang(exchange, outcome.accessKeyId ?? "");
}

async function exchangeMessages(exchange: Exchange): Promise<void> {
  const { incoming, response } = exchange;
  try {
    await conclude(exchange, await outcomeOf(exchange));
  } catch (error) {
    // A client that went away wants no answer.
    if (incoming.destroyed && !incoming.complete) return;
    console.error(error);
    response.destroy();
  }
}

function listening(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      const text = `Port ${port} of ${HOST} is in use already. Stop what listens there, or choose another port.`;
      reject(isTaken ? new Error(text, { cause: error }) : error);
    });
    server.listen(port, HOST, () => resolve(server.address() as AddressInfo));
  });
}

function closing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * Serves the services of a cloud on one port of the loopback address. Every request holds the clock
 * until it is answered; one that is left hanging does not. Throws when the port is in use.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { clock, random } = options.world;
  // Its own numbers: in which order requests come in must not change what else is left to chance.
  const ids = seeded(random.between(0, 2 ** 31));
  const server = createServer((incoming, response) => {
    const exchange = { options, incoming, response, requestId: ids.uuid() };
    const label = `${incoming.method} ${incoming.url}`;
    void clock.held(label, () => exchangeMessages(exchange));
  });
  // A connection that the server closes just when a client uses it again would look like a fault.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  const { port } = await listening(server, options.port);
  return { port, url: `http://${HOST}:${port}`, close: () => closing(server) };
}
