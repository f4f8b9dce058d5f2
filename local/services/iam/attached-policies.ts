import type { AttachedPolicy } from "@aws-sdk/client-iam";
import type { Operation } from "../../kernel/service.ts";
import { parseArn } from "./arns.ts";
import { limitExceeded, noSuchEntity } from "./errors.ts";
import { policyFor } from "./find.ts";
import {
  boundTargetOf,
  type HolderInput,
  type HolderKind,
  replaceHolder,
  targetOf,
} from "./holder-kinds.ts";
import { iamOperation } from "./operation.ts";
import { PAGE_MEMBERS, type PageInput, pageOf } from "./paging.ts";
import type { PolicyHolder } from "./records.ts";

interface AttachmentInput extends HolderInput {
  readonly PolicyArn?: string | undefined;
}

interface ListInput extends HolderInput, PageInput {
  readonly PathPrefix?: string | undefined;
}

/** The record with one more managed policy; attaching twice changes nothing. Errors: LimitExceeded. */
export function withAttached<T extends PolicyHolder>(kind: HolderKind, record: T, arn: string): T {
  if (record.attached.includes(arn)) return record;
  if (record.attached.length >= kind.mostAttached) {
    throw limitExceeded(kind.attachedQuota, kind.mostAttached);
  }
  return { ...record, attached: [...record.attached, arn] };
}

function attach(kind: HolderKind) {
  return iamOperation<AttachmentInput, object>({
    name: `Attach${kind.noun}Policy`,
    members: [kind.member, "PolicyArn"],
    on: (input, call) => boundTargetOf(kind, input, call),
    run(input, call) {
      const record = kind.find(call, input);
      kind.checkModifiable(record);
      const arn = input.PolicyArn ?? "";
      policyFor(call, arn, `Policy ${arn} does not exist or is not attachable.`);
      replaceHolder(kind, call.world, withAttached(kind, record, arn));
      return {};
    },
  });
}

function detach(kind: HolderKind) {
  return iamOperation<AttachmentInput, object>({
    name: `Detach${kind.noun}Policy`,
    members: [kind.member, "PolicyArn"],
    on: (input, call) => boundTargetOf(kind, input, call),
    run(input, call) {
      const record = kind.find(call, input);
      kind.checkModifiable(record);
      const arn = input.PolicyArn ?? "";
      if (!record.attached.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
      const attached = record.attached.filter((each) => each !== arn);
      replaceHolder(kind, call.world, { ...record, attached });
      return {};
    },
  });
}

function isBelow(arn: string, prefix: string): boolean {
  return (parseArn(arn)?.path ?? "/").startsWith(prefix);
}

/** Managed policies of a user, role or group, in the form of the API. */
export function attachedAnswer(record: PolicyHolder): AttachedPolicy[] {
  return record.attached.map((PolicyArn) => ({
    PolicyArn,
    PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf("/") + 1),
  }));
}

function list(kind: HolderKind) {
  return iamOperation<ListInput, object>({
    name: `ListAttached${kind.noun}Policies`,
    members: [kind.member, "PathPrefix", ...PAGE_MEMBERS],
    on: (input, call) => targetOf(kind, input, call),
    run(input, call) {
      const { PathPrefix = "/" } = input;
      const policies = attachedAnswer(kind.find(call, input)).filter(({ PolicyArn = "" }) =>
        isBelow(PolicyArn, PathPrefix),
      );
      const { items, more } = pageOf(policies, ({ PolicyArn = "" }) => PolicyArn, input);
      return { AttachedPolicies: items, ...more };
    },
  });
}

/** Attaching, detaching and listing managed policies of users, roles or groups. */
export function attachedPolicyOperations(kind: HolderKind): Readonly<Record<string, Operation>> {
  return {
    [`Attach${kind.noun}Policy`]: attach(kind),
    [`Detach${kind.noun}Policy`]: detach(kind),
    [`ListAttached${kind.noun}Policies`]: list(kind),
  };
}
