import type { World } from "../../kernel/service.ts";
import { header, type WireRequest } from "../../wire/message.ts";
import { type ApiRecord, allApis, type StageRecord } from "./apis.ts";
import { matchRoute } from "./match-route.ts";

/** Which API and stage a request is for. */
export interface ApiAddress {
  readonly api: ApiRecord;
  readonly stage: StageRecord;
  readonly request: WireRequest;
}

const HOST = /^(?<id>[a-z0-9]+)\.execute-api\.[a-z0-9-]+\./;

/** The id of the API that the host names, as in `a1b2c3.execute-api.eu-west-1.localhost`. */
const idInHost = (request: WireRequest) => HOST.exec(header(request, "host") ?? "")?.groups?.["id"];

const SIGNED_FOR_API =
  /Credential=[^,\s]*\/execute-api\/aws4_request|X-Amz-Credential=[^&]*%2Fexecute-api%2F/;

const isSignedForApi = (request: WireRequest) =>
  SIGNED_FOR_API.test(header(request, "authorization") ?? request.rawQuery);

const hasToken = (request: WireRequest) => /^Bearer /i.test(header(request, "authorization") ?? "");

/** Nothing says that it is for a service of AWS: no signature, no target. */
const isForNobody = (request: WireRequest) =>
  (request.headers["authorization"] === undefined || hasToken(request)) && isWithoutTarget(request);

const isWithoutTarget = ({ headers, rawQuery }: WireRequest) =>
  headers["x-amz-target"] === undefined && !rawQuery.includes("X-Amz-Credential=");

/**
 * Whether a request on the gateway's port is for an HTTP API: by its host, by its signature, or, because
 * people type addresses into browsers, because it is under `/v1/` and for nobody else.
 */
export function isMeantForApis(world: World, request: WireRequest): boolean {
  if (idInHost(request) !== undefined || isSignedForApi(request)) return true;
  const isPlain = request.rawPath.startsWith("/v1/") && isForNobody(request);
  return isPlain && allApis(world).length > 0;
}

/**
 * The API that the host names; when it names none, the one that has a route for the request, and for a token
 * if it has one.
 */
function apiOf(world: World, request: WireRequest): ApiRecord | undefined {
  const id = idInHost(request);
  const apis = allApis(world);
  if (id !== undefined) return apis.find((each) => each.id === id);
  const having = apis.flatMap((api) => {
    const matched = matchRoute(api, request.method, request.rawPath);
    return matched ? [{ api, isForTokens: matched.route.authorization.kind === "JWT" }] : [];
  });
  const fitting = having.find(({ isForTokens }) => isForTokens === hasToken(request));
  return (fitting ?? having[0])?.api ?? apis[0];
}

/** Finds the API and its stage; APIs here have only the default one. */
export function addressOf(world: World, request: WireRequest): ApiAddress | undefined {
  const api = apiOf(world, request);
  const stage = api?.stages[0];
  return api && stage && { api, stage, request };
}
