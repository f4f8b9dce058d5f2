import * as z from "zod";
import type { IdentityCenterAccess } from "../domain/template/template.ts";
import type { Configuration } from "./configuration.ts";

/** AWS's patterns for the ids of IAM Identity Center (API References, "sso-admin", "identitystore"). */
const INSTANCE = /^arn:aws[\w-]*:sso:::instance\/(sso)?ins-[a-zA-Z0-9-.]{16}$/;
const PERMISSION_SET =
  /^arn:aws[\w-]*:sso:::permissionSet\/((?:sso)?ins-[a-zA-Z0-9-.]{16})\/ps-[a-zA-Z0-9-./]{16}$/;
const STORE = /^d-[0-9a-f]{10}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const GROUP = /^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$/;

/** What a lease template says of IAM Identity Center. */
export const identityCenter = z
  .strictObject({
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "is not the name of an AWS Region"),
    instanceArn: z.string().regex(INSTANCE, "is not the ARN of an instance of IAM Identity Center"),
    identityStoreId: z
      .string()
      .regex(STORE, "is not the id of an identity store, such as d-1234567890"),
    permissionSetArn: z.string().regex(PERMISSION_SET, "is not the ARN of a permission set"),
    assignTo: z.union([
      z.literal("owner"),
      z.strictObject({ group: z.string().regex(GROUP, "is not the id of a group") }),
    ]),
    ensures: z.array(z.enum(["mfa", "boundary"])).exactOptional(),
    portal: z.url({ protocol: /^https$/, error: "is not an https address" }).optional(),
  })
  .refine(
    ({ instanceArn, permissionSetArn }) =>
      PERMISSION_SET.exec(permissionSetArn)?.[1] === instanceArn.split("/")[1],
    { path: ["permissionSetArn"], error: "belongs to another instance" },
  )
  .transform(
    (given): IdentityCenterAccess => ({
      ...given,
      portal: given.portal ?? `https://${given.identityStoreId}.awsapps.com/start`,
    }),
  );

/** What templates say of IAM Identity Center. */
export const centersOf = ({ templates }: Configuration): readonly IdentityCenterAccess[] =>
  templates.flatMap(({ identityCenter: center }) => (center === undefined ? [] : [center]));

/** Whether any template gives its owners policies in the account that Mayfly runs in. */
export const givesParentPolicies = ({ templates }: Configuration): boolean =>
  templates.some(({ parentPolicy }) => parentPolicy === true);
