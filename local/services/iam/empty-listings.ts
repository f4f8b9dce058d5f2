import type { Operation } from "../../kernel/service.ts";
import { ownerOf, ownTargetOf } from "./caller.ts";
import { iamOperation } from "./operation.ts";
import { PAGE_MEMBERS, type PageInput } from "./paging.ts";

interface UserInput extends PageInput {
  readonly UserName?: string | undefined;
  readonly ServiceName?: string | undefined;
}

/** A listing of something that belongs to users and that nobody can make here. */
function ofUser(name: string, member: string, more: readonly "ServiceName"[] = []) {
  return iamOperation<UserInput, object>({
    name,
    members: ["UserName", ...PAGE_MEMBERS, ...more],
    on: ownTargetOf,
    run(input, call) {
      ownerOf(input, call);
      return { [member]: [], IsTruncated: false };
    },
  });
}

function ofAccount(name: string, member: string) {
  return iamOperation<object, object>({ name, members: [], run: () => ({ [member]: [] }) });
}

/**
 * Kinds of things that can only be listed: who cleans up an account asks for them, and as nobody can make
 * one here, the answer "none" is true.
 */
export const emptyListings: Readonly<Record<string, Operation>> = {
  ListSSHPublicKeys: ofUser("ListSSHPublicKeys", "SSHPublicKeys"),
  ListSigningCertificates: ofUser("ListSigningCertificates", "Certificates"),
  ListServiceSpecificCredentials: ofUser(
    "ListServiceSpecificCredentials",
    "ServiceSpecificCredentials",
    ["ServiceName"],
  ),
  ListOpenIDConnectProviders: ofAccount("ListOpenIDConnectProviders", "OpenIDConnectProviderList"),
  ListSAMLProviders: ofAccount("ListSAMLProviders", "SAMLProviderList"),
};
