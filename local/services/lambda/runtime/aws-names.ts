import type { IncomingMessage, RequestOptions } from "node:http";

/** Websites that this cloud is, of AWS and of Slack, beside services, which have an endpoint of their own. */
const WEBSITES =
  /^(signin\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)|(hooks\.)?slack\.com)$/;

/** The gateway's address with the name that S3 Control puts account numbers before: no address of digits takes them. */
export const namedEndpoint = (endpoint: string): string =>
  endpoint.replace("//127.0.0.1:", "//localhost:");

const LOOPBACK = "127.0.0.1";

type Found = (
  error: null,
  address: string | { address: string; family: number }[],
  family?: number,
) => void;

/** Finds every name under `localhost`, as a resolver should (RFC 6761 6.3); the machine's own may not. */
const lookup = (_name: string, { all }: { readonly all?: boolean }, found: Found): void =>
  all === true ? found(null, [{ address: LOOPBACK, family: 4 }]) : found(null, LOOPBACK, 4);

/** What `node:http` was asked, with names under `localhost` resolved. */
export function resolved(values: readonly unknown[]): readonly unknown[] {
  const [options, ...rest] = values;
  if (typeof options !== "object" || options === null || options instanceof URL) return values;
  const { hostname, host } = options as RequestOptions;
  const isLocal = /(^|\.)localhost$/.test(hostname ?? host ?? "");
  return isLocal ? [{ ...options, lookup }, ...rest] : values;
}

type Listener = (answer: IncomingMessage) => void;
type Requested = [URL, RequestOptions, Listener];

/**
 * Resolves the names of these websites, as the name servers of a cloud would: a request for one of them
 * goes to the gateway, which knows by the host what is meant. Undefined for every other request.
 *
 * @param values what `node:https` was asked: an address, perhaps options, and a callback
 */
export function toGateway(values: readonly unknown[], endpoint: string): Requested | undefined {
  const [address, ...rest] = values;
  if (!(address instanceof URL) && typeof address !== "string") return undefined;
  const { host, pathname, search } = new URL(address);
  if (!WEBSITES.test(host)) return undefined;
  const options = (typeof rest[0] === "object" ? rest[0] : {}) as RequestOptions;
  const callback = rest.find((each) => typeof each === "function") as Listener | undefined;
  return [
    new URL(`${pathname}${search}`, endpoint),
    { ...options, headers: { ...options.headers, host } },
    callback ?? (() => undefined),
  ];
}
