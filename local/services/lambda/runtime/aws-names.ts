import type { IncomingMessage, RequestOptions } from "node:http";

/** Websites that this cloud is, of AWS and of Slack, beside services, which have an endpoint of their own. */
const WEBSITES =
  /^(signin\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)|(hooks\.)?slack\.com)$/;

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
