import { expect, it } from "vitest";
import { decided } from "./a-request.ts";

const USER = "User: arn:aws:iam::111111111111:user/team/alice is not authorized to perform:";

it.each([
  [
    "S3's put the resource into quotes",
    { action: "s3:ListBucket", resource: "arn:aws:s3:::notes" },
    `${USER} s3:ListBucket on resource: "arn:aws:s3:::notes" because no identity-based policy allows the s3:ListBucket action`,
  ],
  [
    "S3's name no resource where the action knows none",
    { action: "s3:ListAllMyBuckets", resource: "*" },
    `${USER} s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action`,
  ],
  [
    "EC2's name no resource where the action knows none",
    { action: "ec2:DescribeVpcs", resource: "*" },
    `${USER} ec2:DescribeVpcs because no identity-based policy allows the ec2:DescribeVpcs action`,
  ],
  [
    "others name the resource in any case",
    { action: "iam:ListAccountAliases", resource: "*" },
    `${USER} iam:ListAccountAliases on resource: * because no identity-based policy allows the iam:ListAccountAliases action`,
  ],
])("of the texts of refusals, %s", (_title, request, message) => {
  expect(decided(request, {})).toMatchObject({ message });
});
