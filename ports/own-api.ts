import type { Principal } from "../domain/ids.ts";

/** What the API answered. */
export interface OwnAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One request to Mayfly's API. */
export interface OwnRequest {
  readonly caller: Principal;
  /** Address that the caller calls from, as far as it is known. */
  readonly sourceIp: string;
  /** Such as `POST /v1/leases/{id}/extend`. */
  readonly route: string;
  /** Values of what is in braces. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Calls Mayfly's own API in somebody's name: all rules of the API hold, and no other. */
export type OwnApi = (request: OwnRequest) => Promise<OwnAnswer>;
