import type { Operation } from "../../kernel/service.ts";
import { encoded } from "./answers.ts";
import { limitReached, noSuchEntity } from "./errors.ts";
import {
  boundTargetOf,
  type HolderInput,
  type HolderKind,
  replaceHolder,
  targetOf,
} from "./holder-kinds.ts";
import { checkIdentityPolicy } from "./identity-policy.ts";
import { checkName } from "./names.ts";
import { iamOperation } from "./operation.ts";
import { PAGE_MEMBERS, type PageInput, pageOf } from "./paging.ts";
import { sizeOf } from "./policy-syntax.ts";
import type { PolicyHolder } from "./records.ts";

interface InlineInput extends HolderInput {
  readonly PolicyName?: string | undefined;
}

interface PutInput extends InlineInput {
  readonly PolicyDocument?: string | undefined;
}

const LONGEST_NAME = 128;

/** One inline policy of a record. */
export interface Inline {
  readonly name: string;
  readonly document: string;
}

/**
 * The record with an inline policy, in place of one of the same name.
 * Errors: MalformedPolicyDocument, LimitExceeded, ValidationError.
 */
export function withInline<T extends PolicyHolder>(kind: HolderKind, record: T, policy: Inline): T {
  checkName("policyName", policy.name, LONGEST_NAME);
  checkIdentityPolicy(policy.document);
  const inline = { ...record.inline, [policy.name]: policy.document };
  const size = Object.values(inline).reduce((sum, document) => sum + sizeOf(document), 0);
  if (size > kind.inlineSize) {
    const holder = `${kind.arnKind} ${record.name}`;
    throw limitReached(`Maximum policy size of ${kind.inlineSize} bytes exceeded for ${holder}`);
  }
  return { ...record, inline };
}

function documentOf(kind: HolderKind, record: PolicyHolder, name = ""): string {
  const document = record.inline[name];
  if (document !== undefined) return document;
  throw noSuchEntity(`The ${kind.arnKind} policy with name ${name} cannot be found.`);
}

function put(kind: HolderKind) {
  return iamOperation<PutInput, object>({
    name: `Put${kind.noun}Policy`,
    members: [kind.member, "PolicyName", "PolicyDocument"],
    on: (input, call) => boundTargetOf(kind, input, call),
    run(input, call) {
      const record = kind.find(call, input);
      kind.checkModifiable(record);
      const policy = { name: input.PolicyName ?? "", document: input.PolicyDocument ?? "" };
      replaceHolder(kind, call.world, withInline(kind, record, policy));
      return {};
    },
  });
}

function get(kind: HolderKind) {
  return iamOperation<InlineInput, object>({
    name: `Get${kind.noun}Policy`,
    members: [kind.member, "PolicyName"],
    on: (input, call) => targetOf(kind, input, call),
    run(input, call) {
      const record = kind.find(call, input);
      return {
        [kind.member]: record.name,
        PolicyName: input.PolicyName,
        PolicyDocument: encoded(documentOf(kind, record, input.PolicyName)),
      };
    },
  });
}

function remove(kind: HolderKind) {
  return iamOperation<InlineInput, object>({
    name: `Delete${kind.noun}Policy`,
    members: [kind.member, "PolicyName"],
    on: (input, call) => boundTargetOf(kind, input, call),
    run(input, call) {
      const { PolicyName = "" } = input;
      const record = kind.find(call, input);
      kind.checkModifiable(record);
      documentOf(kind, record, PolicyName);
      const { [PolicyName]: _removed, ...inline } = record.inline;
      replaceHolder(kind, call.world, { ...record, inline });
      return {};
    },
  });
}

function list(kind: HolderKind) {
  return iamOperation<HolderInput & PageInput, object>({
    name: `List${kind.noun}Policies`,
    members: [kind.member, ...PAGE_MEMBERS],
    on: (input, call) => targetOf(kind, input, call),
    run(input, call) {
      const names = Object.keys(kind.find(call, input).inline);
      const { items, more } = pageOf(names, (name) => name, input);
      return { PolicyNames: items, ...more };
    },
  });
}

/** The inline policies of users, roles or groups. */
export function inlinePolicyOperations(kind: HolderKind): Readonly<Record<string, Operation>> {
  return {
    [`Put${kind.noun}Policy`]: put(kind),
    [`Get${kind.noun}Policy`]: get(kind),
    [`Delete${kind.noun}Policy`]: remove(kind),
    [`List${kind.noun}Policies`]: list(kind),
  };
}
