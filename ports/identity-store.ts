import type { IdentityCenterAccess } from "../domain/template/template.ts";

/** Knows the people of IAM Identity Center. */
export interface IdentityStore {
  /** The id of the user of this name; undefined when there is none. */
  userNamed(
    store: Pick<IdentityCenterAccess, "region" | "identityStoreId">,
    userName: string,
  ): Promise<string | undefined>;
}
