import type { Tag } from "@aws-sdk/client-organizations";
import type { ResourceContext } from "../../kernel/service.ts";
import { accessDenied } from "./failures.ts";
import { organizationFor } from "./organization.ts";

/** Only a stack in the management account changes the organization. Throws AccessDeniedException. */
export function checkManagement({ world, account }: ResourceContext): void {
  if (organizationFor(world, account).managementAccountId !== account) throw accessDenied();
}

/** The tags of the stack with those of the resource over them. */
export function tagsFor(context: ResourceContext, own: readonly Tag[] = []): Tag[] {
  const ofResource = Object.fromEntries(own.map(({ Key = "", Value = "" }) => [Key, Value]));
  return Object.entries({ ...context.tags, ...ofResource }).map(([Key, Value]) => ({ Key, Value }));
}
