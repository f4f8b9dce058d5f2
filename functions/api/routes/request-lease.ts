import { checkEntrant } from "../../../domain/access/entry.ts";
import { canHold } from "../../../domain/access/owner-role.ts";
import { isRefusal, LedgerBusy, type Refusal, refuse } from "../../../domain/failures.ts";
import type { Lease } from "../../../domain/lease/lease.ts";
import { requestLease as decide, REMEMBERED_FOR } from "../../../domain/lease/request.ts";
import type { LeaseTemplate } from "../../../domain/template/template.ts";
import { between } from "../../../domain/time.ts";
import type { RememberedRequest } from "../../../ports/ledger.ts";
import { sha256 } from "../../shared/hash.ts";
import { knownLease } from "../../shared/reading.ts";
import { mayDo, mayUse } from "../access.ts";
import { idempotencyKey, leaseRequest } from "../contract.ts";
import type { ApiPorts } from "../ports.ts";
import { type ApiResponse, json, refused } from "../problem.ts";
import { type ApiRequest, bodyOf, checked } from "../request.ts";
import { termOf } from "../terms.ts";
import { leaseView } from "../view.ts";
import { assigneeOf } from "./assignee.ts";
import { placeOf } from "./place.ts";

/** `POST /v1/leases`: asks for an account. The same `Idempotency-Key` gives the same lease. */
export const requestLease =
  (ports: ApiPorts) =>
  async (request: ApiRequest): Promise<ApiResponse> => {
    const outcome = await keyed(ports, request);
    if (isRefusal(outcome)) return refused(outcome);
    const shown = leaseView(outcome, request.caller, ports);
    return json(
      202,
      { ...shown, ...(await placeOf(ports, outcome)) },
      { location: `/v1/leases/${outcome.id}` },
    );
  };

/** Two equal requests at the same time write the same key: the slower one finds the faster one's lease. */
async function keyed(ports: ApiPorts, request: ApiRequest): Promise<Lease | Refusal> {
  const key = request.headers["idempotency-key"];
  for (let attempt = 1; ; attempt += 1) {
    const earlier = key === undefined ? undefined : await leaseOfEarlier(ports, request, key);
    if (earlier !== undefined) return earlier;
    try {
      return await open(ports, request, key);
    } catch (error) {
      if (!(error instanceof LedgerBusy) || attempt === ATTEMPTS) throw error;
    }
  }
}

const ATTEMPTS = 5;

async function leaseOfEarlier(
  ports: ApiPorts,
  request: ApiRequest,
  key: string,
): Promise<Lease | Refusal | undefined> {
  checked(idempotencyKey, "Idempotency-Key", key);
  const earlier = await ports.ledger.remembered(request.caller, key);
  if (earlier === undefined || between(earlier.at, ports.clock.now()) >= REMEMBERED_FOR)
    return undefined;
  if (earlier.bodyHash !== sha256(request.body))
    return refuse(
      "key-reused",
      `Idempotency-Key ${key} belongs to another request, of ${earlier.at}. Use a new key for a new request.`,
      "Idempotency-Key",
    );
  return await knownLease(ports.ledger, earlier.leaseId);
}

async function open(
  ports: ApiPorts,
  request: ApiRequest,
  key: string | undefined,
): Promise<Lease | Refusal> {
  const body = bodyOf(leaseRequest, request);
  const template = templateOf(ports, request, body.template);
  if (isRefusal(template)) return template;
  const term = termOf(body);
  if (term !== undefined && isRefusal(term)) return term;
  if (!mayDo(ports, request, "request-lease"))
    return refuse("not-allowed", "Auditors change nothing, and so they hold no leases.");
  if (!canHold(request.caller))
    return refuse(
      "not-allowed",
      `${request.caller} cannot hold a lease: only IAM users, role sessions and people of the identity provider can be let in precisely.`,
    );
  const assignee = await assigneeOf(ports, request.caller, template);
  if (assignee !== undefined && isRefusal(assignee)) return assignee;
  const elsewhere = checkEntrant(request.caller, template, ports.parent);
  if (elsewhere !== undefined) return elsewhere;
  const { timeZone = request.who.timeZone } = body;
  const { email } = request.who;
  const wanted = {
    ...{ id: ports.ids.leaseId(), owner: request.caller, template, purpose: body.purpose },
    ...(term === undefined ? {} : { term }),
    ...(body.budget === undefined ? {} : { budget: body.budget }),
    ...(assignee === undefined ? {} : { assignee }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(email === undefined ? {} : { email }),
  };
  const now = ports.clock.now();
  const standing = {
    tally: await ports.ledger.tally(request.caller),
    inAll: await ports.ledger.openInAll(template.name),
  };
  const change = decide(wanted, standing, now);
  if (isRefusal(change)) return change;
  const memory: RememberedRequest | undefined =
    key === undefined
      ? undefined
      : { owner: request.caller, key, bodyHash: sha256(request.body), leaseId: wanted.id, at: now };
  await ports.ledger.commit(change, memory);
  return change.lease;
}

/** Of a template that the caller may not use they are told as of one that does not exist. */
function templateOf(ports: ApiPorts, request: ApiRequest, name: string): LeaseTemplate | Refusal {
  const templates = ports.templates.filter((template) => mayUse(request, template));
  if (templates.length === 0)
    return refuse("not-allowed", "There is no lease template that you may use.", "template");
  const names = templates.map((template) => template.name).join(", ");
  return (
    templates.find((template) => template.name === name) ??
    refuse(
      "unknown-template",
      `There is no lease template "${name.slice(0, 60)}"; there are ${names}.`,
      "template",
    )
  );
}
