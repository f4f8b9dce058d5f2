import type { GetUserIdCommandInput } from "@aws-sdk/client-identitystore";
import * as sdk from "@aws-sdk/client-identitystore";
import { NotEmulated } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Operation, Service } from "../../kernel/service.ts";
import { instancesOf } from "./records.ts";

const notFound = (ResourceType: "IDENTITY_STORE" | "USER", message: string) =>
  new sdk.ResourceNotFoundException({ message, Message: message, ResourceType, $metadata: {} });

/** The user name that is asked for; people can be found by other attributes in AWS. */
function userNameOf({ AlternateIdentifier: by }: GetUserIdCommandInput): string {
  const { AttributePath, AttributeValue } = by?.UniqueAttribute ?? {};
  if (AttributePath?.toLowerCase() === "username" && typeof AttributeValue === "string")
    return AttributeValue;
  throw new NotEmulated("finding users by another attribute than userName");
}

const getUserId: Operation<GetUserIdCommandInput> = {
  authorize: ({ IdentityStoreId = "" }, { account }) =>
    [
      `arn:aws:identitystore::${account}:identitystore/${IdentityStoreId}`,
      "arn:aws:identitystore:::user/*",
    ].map((resource) => ({ action: "identitystore:GetUserId", resource })),
  run(input, { world, account, region }) {
    onlyMembers("identitystore:GetUserId", input, ["IdentityStoreId", "AlternateIdentifier"]);
    const { IdentityStoreId = "" } = input;
    const instance = [...instancesOf(world).values()].find(
      (each) => each.storeId === IdentityStoreId && each.region === region,
    );
    if (instance?.account !== account)
      throw notFound("IDENTITY_STORE", `Identity store ${IdentityStoreId} was not found.`);
    const UserId = instance.users[userNameOf(input)];
    if (UserId === undefined) throw notFound("USER", "USER not found.");
    return { IdentityStoreId, UserId };
  },
};

/** The people of IAM Identity Center. */
export const identityStoreService = (): Service => ({
  signingName: "identitystore",
  protocol: "awsJson1_1",
  sdk,
  target: "AWSIdentityStore",
  operations: { GetUserId: getUserId },
});
