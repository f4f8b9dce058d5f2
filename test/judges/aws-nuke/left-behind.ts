import type { OpenStorage } from "./open-storage.ts";

/** What is in the cloud's storage of an account that was emptied, and why it may be. */
const MAY_STAY: readonly { readonly record: RegExp; readonly if?: RegExp; readonly why: string }[] =
  [
    {
      record: /^iam roles global (?:organizationaccountaccessrole|awsservicerolefororganizations)$/,
      why: "Organizations made them, and they survive",
    },
    {
      record: /^ec2 instance /,
      if: /"name":"terminated"/,
      why: "terminated instances are told of for an hour",
    },
    { record: /^ec2 client-token /, why: "tokens are remembered, so that nothing is made twice" },
    { record: /^ec2 settings \S+ default-vpc-made$/, why: "remembers that there was one once" },
    {
      record: /^states (?:executions|history|revisions) /,
      why: "histories of executions can be read after their machine is gone",
    },
  ];

const isExplained = ({ title, record }: ReturnType<OpenStorage["of"]>[number]) =>
  MAY_STAY.some(
    (each) => each.record.test(title) && (each.if?.test(JSON.stringify(record)) ?? true),
  );

/** Records of an account that nothing explains: looked for behind the API, whatever they are. */
export const leftBehind = (storage: OpenStorage, account: string): readonly string[] =>
  storage
    .of(account)
    .filter((each) => !isExplained(each))
    .map(({ title }) => title);
