import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation, World } from "../../kernel/service.ts";
import { type Access, admission, checkAccess } from "./access.ts";
import { hasOrganization, isMember, organizationFor } from "./organization.ts";
import type { OrganizationRecord } from "./records.ts";
import { arnOf, tagsOf } from "./tree.ts";

/** What an operation answers: the SDK's shape without the facts of its transport. */
export type Answer<O> = Omit<O, "$metadata">;

export type Context = NonNullable<Authorization["context"]>;

/** The call with the organization in which it acts. */
interface OrganizationCall extends Call {
  readonly organization: OrganizationRecord;
}

interface AnyInput {
  readonly Tags?: readonly {
    readonly Key: string | undefined;
    readonly Value: string | undefined;
  }[];
}

interface Described<I, O> {
  readonly name: string;
  /** Members of the input that are emulated. */
  readonly members: readonly (keyof I & string)[];
  /** Who may call it besides the management account. */
  readonly access: Access;
  /** Ids of what it touches, each authorized; `*` when absent. */
  readonly touches?: (input: I, world: World) => readonly (string | undefined)[];
  readonly context?: (input: I, world: World) => Context;
  /** Whether it makes something that can be tagged at once. */
  readonly isMaking?: boolean;
  readonly run: (input: I, call: OrganizationCall) => O;
}

/** `aws:RequestTag/…` and `aws:TagKeys` for tags that the request brings. */
export function requestTags(tags: AnyInput["Tags"] = []): Context {
  if (tags.length === 0) return {};
  const values = tags.map(({ Key = "", Value = "" }): [string, string] => [
    `aws:RequestTag/${Key}`,
    Value,
  ]);
  return { ...Object.fromEntries(values), "aws:TagKeys": tags.map(({ Key = "" }) => Key) };
}

function resourceTags(world: World, id: string): Context {
  const tags = Object.entries(tagsOf(world, id));
  return Object.fromEntries(tags.map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
}

type Touched = Pick<Authorization, "resource" | "context">;

/** An id that is none cannot be authorized on its own: the operation then refuses it. */
function touchedBy<I>({ touches }: Described<I, unknown>, input: I, world: World): Touched[] {
  const ids = touches?.(input, world) ?? [];
  const touched = ids.flatMap((id = "") => {
    const resource = arnOf(world, id);
    return resource === undefined ? [] : [{ resource, context: resourceTags(world, id) }];
  });
  return touched.length > 0 ? touched : [{ resource: "*" }];
}

/**
 * Making something with tags needs TagResource besides. What is to be made has no ARN yet, so that a
 * permission which names one does not allow it.
 */
function tagging<I>({ isMaking }: Described<I, unknown>, input: I): Authorization[] {
  const { Tags = [] }: AnyInput = input as object;
  if (!isMaking || Tags.length === 0) return [];
  return [{ action: "organizations:TagResource", resource: "*", context: requestTags(Tags) }];
}

/**
 * An operation in the organization of the caller: refuses what it does not emulate, and whoever may not
 * call it though IAM allows. Throws AWSOrganizationsNotInUseException and AccessDeniedException.
 */
export function organizationOperation<I extends object, O>(
  described: Described<I, O>,
): Operation<I, O> {
  const { name, access, context } = described;
  return {
    authorize(input, call) {
      const { world, account } = call;
      const action = `organizations:${name}`;
      if (!hasOrganization(world) || !isMember(world, account)) return [{ action, resource: "*" }];
      const { Tags }: AnyInput = input;
      const asked = { ...requestTags(Tags), ...context?.(input, world) };
      const wanted = touchedBy(described, input, world).map((touched) => ({
        action,
        resource: touched.resource,
        context: { ...asked, ...touched.context },
      }));
      const by = admission(call, access);
      return [...wanted, ...tagging(described, input)].map((each) => ({ ...each, ...by }));
    },
    run(input, call) {
      const organization = organizationFor(call.world, call.account);
      checkAccess(call, access);
      onlyMembers(`organizations:${name}`, input, described.members);
      return described.run(input, { ...call, organization });
    },
  };
}
