import type { ContextValue } from "../authorization/access-request.ts";
import type { Principal } from "../kernel/principal.ts";
import type { World } from "../kernel/service.ts";
import type { Origin } from "./errand.ts";

type Keys = Record<string, ContextValue>;

function keysOfService(principal: Principal): Keys {
  if (principal.kind !== "service") return {};
  const { service, sourceArn, sourceAccount } = principal;
  return {
    "aws:PrincipalServiceName": service,
    ...(sourceArn !== undefined && { "aws:SourceArn": sourceArn }),
    ...(sourceAccount !== undefined && { "aws:SourceAccount": sourceAccount }),
  };
}

/** Values of the global condition keys that follow from the request, not from who calls. */
export function requestKeys({ clock }: World, origin: Origin): Keys {
  const { principal, region, sourceIp, userAgent, viaService = false } = origin;
  const now = clock.now();
  return {
    "aws:RequestedRegion": region,
    "aws:CurrentTime": new Date(now).toISOString(),
    "aws:EpochTime": Math.floor(now / 1000),
    "aws:UserAgent": userAgent,
    // Loopback needs no TLS; to policies the call is what it would be in AWS.
    "aws:SecureTransport": true,
    "aws:ViaAWSService": viaService,
    "aws:PrincipalIsAWSService": principal.kind === "service",
    ...(sourceIp !== undefined && { "aws:SourceIp": sourceIp }),
    ...keysOfService(principal),
  };
}
