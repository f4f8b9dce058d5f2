import type {
  GetAccessKeyInfoCommandInput,
  GetAccessKeyInfoCommandOutput,
  GetCallerIdentityCommandInput,
  GetCallerIdentityCommandOutput,
} from "@aws-sdk/client-sts";
import { accountInKeyId } from "../iam/unique-ids.ts";
import { validationError } from "./errors.ts";
import { type Answer, stsOperation } from "./operation.ts";

/** Answers everybody who signs: not even an explicit deny keeps it back (STS API Reference). */
export const getCallerIdentity = stsOperation<
  GetCallerIdentityCommandInput,
  Answer<GetCallerIdentityCommandOutput>
>({
  name: "GetCallerIdentity",
  members: [],
  authorize: () => [],
  run(_input, { principal }) {
    return { UserId: principal.userId, Account: principal.account, Arn: principal.arn };
  },
});

/** The account in an access key id, whether there is such a key or not. */
export const getAccessKeyInfo = stsOperation<
  GetAccessKeyInfoCommandInput,
  Answer<GetAccessKeyInfoCommandOutput>
>({
  name: "GetAccessKeyInfo",
  members: ["AccessKeyId"],
  authorize: () => [{ action: "sts:GetAccessKeyInfo", resource: "*" }],
  run({ AccessKeyId = "" }) {
    const Account = accountInKeyId(AccessKeyId);
    if (Account === undefined) throw validationError("Invalid AccessKeyId");
    return { Account };
  },
});
