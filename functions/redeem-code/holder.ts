import { signer } from "../../domain/access/caller.ts";
import { isCodeHolder } from "../../domain/codes/holder.ts";
import { type ApiResponse, problem } from "../api/problem.ts";
import { type ApiRequest, by, type Visit } from "../api/request.ts";
import type { Route } from "../api/routed.ts";
import { sha256 } from "../shared/hash.ts";
import type { DoorPorts } from "./ports.ts";

const BEARER = /^Bearer ([\w-]{43,128})$/i;

/** A route of one lease, for whoever shows the secret of that lease, and for no other lease. */
export const asHolder =
  (route: (ports: DoorPorts) => Route) =>
  (ports: DoorPorts) =>
  async (visit: Visit): Promise<ApiResponse> => {
    const request = await holderOf(ports, visit);
    return request === undefined ? notAHolder : await route(ports)(request);
  };

async function holderOf(
  { ledger }: Pick<DoorPorts, "ledger">,
  visit: Visit,
): Promise<ApiRequest | undefined> {
  const [, secret] = BEARER.exec(visit.headers["authorization"] ?? "") ?? [];
  const id = secret === undefined ? undefined : await ledger.leaseOfSecret(sha256(secret));
  const lease = id === undefined ? undefined : await ledger.lease(id);
  if (lease === undefined || !isCodeHolder(lease.owner)) return undefined;
  return by(signer(lease.owner), { ...visit, path: { id: lease.id } });
}

const notAHolder = problem({
  ...{ status: 401, title: "Not the holder of a lease", kind: "not-a-holder" },
  detail:
    "Send the secret with which the code was redeemed: Authorization: Bearer …. A month after its course a secret is forgotten.",
});
