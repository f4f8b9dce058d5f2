import type { PolicyRecord } from "./records.ts";

/** The AWS managed policy that every root, unit and account has attached when it is made. */
export const FULL_ACCESS: PolicyRecord = {
  id: "p-FullAWSAccess",
  name: "FullAWSAccess",
  description: "Allows access to every operation",
  content: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  }),
  isAwsManaged: true,
  tags: {},
};
