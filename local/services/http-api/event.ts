import { header, pairsOf, type WireRequest } from "../../wire/message.ts";
import { type ApiRecord, domainNameOf } from "./apis.ts";
import type { IamAuthorizer } from "./authorize.ts";
import type { JwtAuthorizer } from "./jwt/authorize.ts";
import type { MatchedRoute } from "./match-route.ts";

/** Who calls, as the authorizer of the route has found out. */
export type Authorizer = { readonly iam: IamAuthorizer } | { readonly jwt: JwtAuthorizer };

/** What an event is made from. */
export interface EventParts {
  readonly api: ApiRecord;
  readonly stage: string;
  readonly request: WireRequest;
  readonly matched: MatchedRoute;
  readonly requestId: string;
  readonly at: number;
  readonly authorizer: Authorizer | undefined;
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A moment as access logs write it: `24/Nov/2026:10:00:00 +0000`. */
export function logTime(at: number): string {
  const date = new Date(at);
  const [day, time] = [date.toISOString().slice(8, 10), date.toISOString().slice(11, 19)];
  return `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${time} +0000`;
}

function headersOf(request: WireRequest): Record<string, string> {
  const { cookie: _apart, connection: _hop, ...rest } = request.headers;
  const own = Object.keys(rest).map((name) => [name, header(request, name) ?? ""]);
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    "x-forwarded-for": request.sourceIp,
    "x-forwarded-port": "443",
    "x-forwarded-proto": "https",
  };
}

/** Query parameters; several of one name are joined with commas. */
function queryOf({ rawQuery }: WireRequest): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of pairsOf(rawQuery))
    query[name] = name in query ? `${query[name]},${value}` : value;
  return query;
}

/** Media types whose bodies are handed on as text; all others come in base64. */
const TEXT = /^(text\/|application\/([\w.-]+\+)?(json|xml|javascript)\b)/i;

function bodyOf(request: WireRequest): object {
  if (request.body.byteLength === 0) return { isBase64Encoded: false };
  const isText = TEXT.test(header(request, "content-type") ?? "");
  const body = Buffer.from(request.body).toString(isText ? "utf8" : "base64");
  return { body, isBase64Encoded: !isText };
}

function contextOf(parts: EventParts): object {
  const { api, stage, request, matched, requestId, at, authorizer } = parts;
  return {
    accountId: api.account,
    apiId: api.id,
    ...(authorizer && { authorizer }),
    domainName: domainNameOf(api),
    domainPrefix: api.id,
    http: {
      method: request.method,
      path: request.rawPath,
      protocol: "HTTP/1.1",
      sourceIp: request.sourceIp,
      userAgent: header(request, "user-agent") ?? "",
    },
    requestId,
    routeKey: matched.route.key,
    stage,
    time: logTime(at),
    timeEpoch: at,
  };
}

const unlessEmpty = (name: string, value: object) =>
  Object.keys(value).length === 0 ? {} : { [name]: value };

/** The event of payload format 2.0 (API Gateway DG, http-api-develop-integrations-lambda). */
export function eventOf(parts: EventParts): object {
  const { request, matched } = parts;
  const cookies = header(request, "cookie")?.split(/;\s*/);
  return {
    version: "2.0",
    routeKey: matched.route.key,
    rawPath: request.rawPath,
    rawQueryString: request.rawQuery,
    ...(cookies && { cookies }),
    headers: headersOf(request),
    ...unlessEmpty("queryStringParameters", queryOf(request)),
    requestContext: contextOf(parts),
    ...unlessEmpty("pathParameters", matched.pathParameters),
    ...bodyOf(request),
  };
}
