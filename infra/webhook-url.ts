import { BlockList, isIP } from "node:net";

/** Addresses that are not on the internet (IANA special-purpose registries). */
const INSIDE = new BlockList();
for (const [net, bits] of [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
  ] as const),
  ...([
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.168.0.0", 16],
  ] as const),
  ...([
    ["198.18.0.0", 15],
    ["224.0.0.0", 4],
    ["240.0.0.0", 4],
  ] as const),
] as const)
  INSIDE.addSubnet(net, bits);
for (const [net, bits] of [
  ...([
    ["::", 128],
    ["::1", 128],
    ["64:ff9b::", 96],
    ["fc00::", 7],
  ] as const),
  ...([
    ["fe80::", 10],
    ["ff00::", 8],
  ] as const),
] as const)
  INSIDE.addSubnet(net, bits, "ipv6");

const INTERNAL = /(^|\.)(local(host|domain)?|internal|home\.arpa)$/;

/** Says why a webhook must not go to this address; undefined when it may. */
export function flawOfWebhookUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:") return "is not an https:// address";
  if (url.username !== "" || url.password !== "") return "holds a user name or a password";
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const version = isIP(host);
  const isInside =
    version === 0
      ? INTERNAL.test(host) || !host.includes(".")
      : INSIDE.check(host, version === 6 ? "ipv6" : "ipv4");
  return isInside ? `is at ${host}, which is not on the internet` : undefined;
}
