import { NotEmulated } from "../../kernel/aws-error.ts";
import type { Protocol, Service } from "../../kernel/service.ts";
import { header, type WireRequest } from "../message.ts";
import { parametersOf } from "../protocols/aws-query.ts";

/** The protocol of a request to a service that nobody knows, so that its refusal can be read. */
export function guessedProtocol(request: WireRequest): Protocol {
  if (header(request, "x-amz-target") !== undefined) {
    return header(request, "content-type")?.includes("json-1.0") ? "awsJson1_0" : "awsJson1_1";
  }
  const form = header(request, "content-type")?.includes("form-urlencoded");
  return form ? "awsQuery" : "restJson";
}

/** Services may share a name in signatures; then a header, the target or the version tells them apart. */
function isMeant(service: Service, request: WireRequest): boolean {
  if (service.header !== undefined) return header(request, service.header) !== undefined;
  const target = header(request, "x-amz-target");
  if (service.target === undefined) return target === undefined;
  return target?.startsWith(`${service.target}.`) ?? false;
}

/** Services of AWS that sign with the name of one that is emulated, and are not. */
const NAMESAKES: readonly {
  readonly signingName: string;
  readonly name: string;
  readonly isMeant: (request: WireRequest) => boolean;
}[] = [
  {
    ...{ signingName: "apigateway", name: "API Gateway's REST APIs" },
    isMeant: ({ rawPath }) => !rawPath.startsWith("/v2/"),
  },
];

/** Without a signature only the request itself tells whom it is for; what is left is for S3. */
function unsigned(services: readonly Service[], request: WireRequest): Service | undefined {
  const target = header(request, "x-amz-target");
  if (target !== undefined) {
    return services.find((each) => each.target !== undefined && isMeant(each, request));
  }
  const version = new Map(parametersOf(request)).get("Version");
  if (version !== undefined) return services.find((each) => each.version === version);
  // Listing one's buckets, S3's only use of the root, makes no sense to nobody.
  if (request.rawPath === "/") return undefined;
  return services.find((each) => each.protocol === "restXml" && each.header === undefined);
}

/**
 * Finds the service that a request is for, by the signing name in its credential scope. Throws
 * NotEmulated for a service that the local cloud does not have.
 */
export function findService(
  services: readonly Service[],
  request: WireRequest,
  signingName: string | undefined,
): Service {
  if (signingName === undefined) {
    const service = unsigned(services, request);
    if (service) return service;
    throw new NotEmulated("a service that answers to unsigned requests like this one");
  }
  const namesake = NAMESAKES.find((each) => each.signingName === signingName);
  if (namesake?.isMeant(request)) throw new NotEmulated(namesake.name);
  const named = services.filter((each) => each.signingName === signingName);
  const service = named.find((each) => isMeant(each, request)) ?? named[0];
  if (!service) throw new NotEmulated(`the service ${signingName}`);
  return service;
}
