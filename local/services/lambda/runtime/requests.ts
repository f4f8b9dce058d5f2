import type { EventEmitter } from "node:events";
import type { ClientRequest, IncomingMessage } from "node:http";
import * as http from "node:http";
import * as https from "node:https";
import { resolved, toGateway } from "./aws-names.ts";
import type { Life } from "./life.ts";

/** Told of every call that a function makes, before it goes out and when its answer arrives. */
export interface CallWatch {
  /** `accessKeyId` is the key that signed it, if one did. */
  goesOut(accessKeyId: string | undefined): void;
  isAnswered(): void;
}

/** Sees an event before the function does. */
type Before = (event: unknown, value: unknown) => void;

type Request = (...values: unknown[]) => ClientRequest;

/** Lets the function hear of what an emitter says only while it lives. */
function onlyInLife(life: Life, emitter: EventEmitter, before?: Before): void {
  const emit = emitter.emit.bind(emitter) as (...values: unknown[]) => boolean;
  emitter.emit = (...values: unknown[]) => {
    before?.(values[0], values[1]);
    let answer = false;
    life.enter(() => {
      answer = emit(...values);
    });
    return answer;
  };
}

/** Follows one request from its making to its end. */
function follow(life: Life, request: ClientRequest, watch: CallWatch): ClientRequest {
  life.activity.outstanding(1);
  const forget = life.atEnd(() => request.destroy());
  onlyInLife(life, request, (event, value) => {
    if (event === "response") {
      onlyInLife(life, value as IncomingMessage);
      watch.isAnswered();
    }
    if (event !== "close") return;
    forget();
    // After the listeners: what they set going counts from then on.
    queueMicrotask(() => life.activity.outstanding(-1));
  });
  return request;
}

/** An agent whose sockets end with the environment. */
const agentOf = (life: Life, Agent: typeof http.Agent) =>
  class extends Agent {
    constructor(options?: http.AgentOptions) {
      super(options);
      life.atEnd(() => this.destroy());
    }
  };

/** The access key in the Authorization header of a request: of the function's role, or of one it assumed. */
function accessKeyIn(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const { headers } = (value ?? {}) as { headers?: Readonly<Record<string, unknown>> };
    const authorization = String(headers?.["authorization"] ?? headers?.["Authorization"] ?? "");
    const key = /Credential=([^/]+)\//.exec(authorization)?.[1];
    if (key !== undefined) return key;
  }
  return undefined;
}

function counting(module: typeof http | typeof https, { life, watch, endpoint }: RequestParts) {
  const request = (...values: unknown[]) => {
    watch.goesOut(accessKeyIn(values));
    if (!life.isAlive) throw new Error("The execution environment is dead.");
    const known = module === https ? toGateway(values, endpoint()) : undefined;
    const made = known ? http.request(...known) : (module.request as Request)(...resolved(values));
    return follow(life, made, watch);
  };
  const get = (...values: unknown[]) => request(...values).end();
  return { ...module, request, get, Agent: agentOf(life, module.Agent) };
}

/** What the request modules of an environment are made from. */
export interface RequestParts {
  readonly life: Life;
  readonly watch: CallWatch;
  /** Address of the gateway. */
  readonly endpoint: () => string;
}

/** `node:http` and `node:https` for one environment. */
export const requestModules = (parts: RequestParts) => ({
  http: counting(http, parts),
  https: counting(https, parts),
});
