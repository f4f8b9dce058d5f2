import type { Operation } from "../../kernel/service.ts";
import { ownerOf, ownTargetOf } from "./caller.ts";
import { iamOperation } from "./operation.ts";
import { PAGE_MEMBERS, type PageInput } from "./paging.ts";

interface UserInput extends PageInput {
  readonly UserName?: string | undefined;
}

/** A listing of something that belongs to users and that nobody can make here. */
function ofUser(name: string, member: string, more: object) {
  return iamOperation<UserInput, object>({
    name,
    members: ["UserName", ...PAGE_MEMBERS],
    on: ownTargetOf,
    run(input, call) {
      ownerOf(input, call);
      return { [member]: [], ...more };
    },
  });
}

function ofAccount(name: string, member: string) {
  return iamOperation<object, object>({ name, members: [], run: () => ({ [member]: [] }) });
}

const WHOLE = { IsTruncated: false };

/**
 * Kinds of things that can only be listed: who cleans up an account asks for them, and as nobody can make
 * one here, the answer "none" is true.
 */
export const emptyListings: Readonly<Record<string, Operation>> = {
  ListSSHPublicKeys: ofUser("ListSSHPublicKeys", "SSHPublicKeys", WHOLE),
  ListSigningCertificates: ofUser("ListSigningCertificates", "Certificates", WHOLE),
  ListServiceSpecificCredentials: ofUser(
    "ListServiceSpecificCredentials",
    "ServiceSpecificCredentials",
    WHOLE,
  ),
  ListOpenIDConnectProviders: ofAccount("ListOpenIDConnectProviders", "OpenIDConnectProviderList"),
  ListSAMLProviders: ofAccount("ListSAMLProviders", "SAMLProviderList"),
};
