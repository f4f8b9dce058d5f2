import type {
  DeletePublicAccessBlockCommandInput,
  GetPublicAccessBlockCommandInput,
  GetPublicAccessBlockCommandOutput,
  PutPublicAccessBlockCommandInput,
} from "@aws-sdk/client-s3-control";
import * as sdk from "@aws-sdk/client-s3-control";
import { AwsError } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Call, Operation, Service } from "../../kernel/service.ts";
import { accountBlocksOf, wholeBlock } from "./account-block.ts";
import { accessDenied } from "./errors.ts";
import type { Answer } from "./operation.ts";

interface AccountInput {
  readonly AccountId?: string | undefined;
}

interface Described<I, O> {
  readonly name: string;
  readonly action: string;
  readonly members?: readonly string[];
  readonly run: (input: I, call: Call) => O;
}

/** An operation on the block of the caller's own account: no other account's can be named. */
function blockOperation<I extends AccountInput, O>(described: Described<I, O>): Operation<I, O> {
  return {
    authorize: () => [{ action: described.action, resource: "*" }],
    run(input, call) {
      const members = ["AccountId", ...(described.members ?? [])];
      onlyMembers(`s3control:${described.name}`, input, members);
      if (input.AccountId !== call.account) throw accessDenied();
      return described.run(input, call);
    },
  };
}

const put = blockOperation<PutPublicAccessBlockCommandInput, object>({
  name: "PutPublicAccessBlock",
  action: "s3:PutAccountPublicAccessBlock",
  members: ["PublicAccessBlockConfiguration"],
  run({ PublicAccessBlockConfiguration: asked }, { world, account }) {
    accountBlocksOf(world).set(account, wholeBlock(asked));
    return {};
  },
});

const get = blockOperation<
  GetPublicAccessBlockCommandInput,
  Answer<GetPublicAccessBlockCommandOutput>
>({
  name: "GetPublicAccessBlock",
  action: "s3:GetAccountPublicAccessBlock",
  run(_input, { world, account }) {
    const block = accountBlocksOf(world).get(account);
    if (block) return { PublicAccessBlockConfiguration: block };
    const message = "The public access block configuration was not found";
    const about = { AccountId: account };
    throw new AwsError("NoSuchPublicAccessBlockConfiguration", message, 404, about);
  },
});

/** Its permission is that of putting (Service Authorization Reference, Amazon S3). */
const remove = blockOperation<DeletePublicAccessBlockCommandInput, object>({
  name: "DeletePublicAccessBlock",
  action: "s3:PutAccountPublicAccessBlock",
  run(_input, { world, account }) {
    accountBlocksOf(world).delete(account);
    return {};
  },
});

/** S3 Control, as far as it blocks public access to all buckets of an account. */
export const s3ControlService = (): Service => ({
  signingName: "s3",
  protocol: "restXml",
  sdk,
  xmlNamespace: "http://awss3control.amazonaws.com/doc/2018-08-20/",
  header: "x-amz-account-id",
  operations: {
    PutPublicAccessBlock: put,
    GetPublicAccessBlock: get,
    DeletePublicAccessBlock: remove,
  },
});
