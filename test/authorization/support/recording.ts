import type { AccessRequest, Decision } from "../../../local/authorization/access-request.ts";
import type { PoliciesOfPrincipal } from "../../../local/kernel/identity.ts";
import type { DecisionWatcher } from "../../../local/wire/cloud.ts";

/** A permission that was asked for, the policies that bore on it, and how it was decided. */
export interface Asked {
  readonly request: AccessRequest;
  readonly policies: PoliciesOfPrincipal;
  readonly decision: Decision;
}

/** Condition keys that differ from call to call, and that none of our policies asks for. */
const FLEETING = [
  "aws:CurrentTime",
  "aws:EpochTime",
  "aws:TokenIssueTime",
  "aws:UserAgent",
  "aws:SourceIp",
  "aws:userid",
];

const steady = ({ context }: AccessRequest) =>
  Object.entries(context).filter(([key]) => !FLEETING.includes(key));

/** Whoever it is in which session: sessions of one role are alike. */
const callerOf = ({ principal }: AccessRequest) =>
  principal.kind === "role" ? principal.roleArn : principal.arn;

const textOf = ({ request, policies, decision }: Asked) =>
  JSON.stringify([
    ...[callerOf(request), request.action, request.resource, request.resourceAccount],
    ...[request.resourcePolicy, steady(request), policies, decision.allowed],
  ]);

/** Every permission that was asked for while a cloud ran, each kind once. */
export class Recording {
  readonly #asked = new Map<string, Asked>();

  readonly watch: DecisionWatcher = (request, policies, decision) => {
    const asked = { request, policies, decision };
    const text = textOf(asked);
    if (!this.#asked.has(text)) this.#asked.set(text, asked);
  };

  get all(): readonly Asked[] {
    return [...this.#asked.values()];
  }

  /** What sessions of this role asked for and were allowed. */
  allowedTo(roleArn: string): readonly Asked[] {
    return this.all.filter(
      ({ request, decision }) =>
        decision.allowed &&
        request.principal.kind === "role" &&
        request.principal.roleArn === roleArn,
    );
  }
}
