import * as z from "zod";
import { LARGEST, permissionDocument, sizeOf, trustDocument } from "./policy-document.ts";

const name = z
  .string()
  .regex(/^[\w+=,.@-]{1,100}$/, "is not 1 to 100 letters, digits and characters of +=,.@_-");

const affix = z
  .string()
  .regex(/^[\w+=,.@-]{0,30}$/, "is not up to 30 letters, digits and characters of +=,.@_-")
  .default("");

const description = z.string().min(1).max(1_000);

const tags = z
  .record(
    z
      .string()
      .min(1)
      .max(128)
      .refine((key) => !/^(aws|mayfly):/i.test(key), "is a key of AWS's or of Mayfly's own"),
    z.string().max(256),
  )
  .default({});

/** A managed policy, as baselines and lease templates name one. */
export const policyReference = z.union([
  z.strictObject({
    arn: z
      .string()
      .regex(
        /^arn:aws[\w-]*:iam::aws:policy\/[\w+=,.@/-]+$/,
        "is not the ARN of a policy of AWS's, such as arn:aws:iam::aws:policy/ReadOnlyAccess",
      ),
  }),
  z.strictObject({ policy: name }),
]);

/** Ranges: UpdateAccountPasswordPolicy in the IAM API reference. */
const passwordPolicy = z.strictObject({
  MinimumPasswordLength: z.int().min(6).max(128),
  RequireSymbols: z.boolean(),
  RequireNumbers: z.boolean(),
  RequireUppercaseCharacters: z.boolean(),
  RequireLowercaseCharacters: z.boolean(),
  AllowUsersToChangePassword: z.boolean(),
  MaxPasswordAge: z.int().min(1).max(1_095).exactOptional(),
  PasswordReusePrevention: z.int().min(1).max(24).exactOptional(),
});

const policy = z.strictObject({
  name,
  description,
  document: permissionDocument.refine(
    (document) => sizeOf(document) <= LARGEST.managed,
    `is longer than ${LARGEST.managed} characters, IAM's limit for managed policies`,
  ),
});

const role = z.strictObject({
  name,
  description,
  trust: trustDocument,
  managedPolicies: z
    .array(policyReference)
    .max(20, "are more than 20, IAM's quota of a role")
    .default([]),
  inlinePolicies: z
    .record(name, permissionDocument)
    .default({})
    .refine(
      (all) => sizeOf(Object.values(all)) <= LARGEST.inlineOfRole,
      `are longer than ${LARGEST.inlineOfRole} characters in all, IAM's limit of a role`,
    ),
  permissionsBoundary: policyReference.exactOptional(),
  /** Seconds */
  longestSession: z.int().min(3_600).max(43_200).default(3_600),
  tags,
});

/** Lengths: PutAlternateContact in the Account Management API reference. */
const contact = z.strictObject({
  name: z.string().min(1).max(64),
  title: z.string().min(1).max(50),
  email: z.email().max(254),
  phone: z.string().regex(/^[\s0-9()+-]{1,25}$/, "is not a telephone number"),
});

const regionName = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "is not the name of an AWS Region");

const regions = z.strictObject({
  names: z.array(regionName).min(1, "names no Region"),
  encryptVolumes: z.boolean().default(false),
  defaultVpc: z.enum(["keep", "remove"]).default("keep"),
});

/** The members of a baseline document; what one of them says of another is checked besides. */
export const baselineDocument = z.strictObject({
  $schema: z.string().exactOptional(),
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, "is not 1 to 40 lowercase letters, digits and dashes"),
  description,
  names: z.strictObject({ prefix: affix, suffix: affix }).default({ prefix: "", suffix: "" }),
  tags,
  passwordPolicy: passwordPolicy.exactOptional(),
  policies: z.array(policy).max(50).default([]),
  roles: z.array(role).max(50).default([]),
  contacts: z
    .strictObject({
      BILLING: contact.exactOptional(),
      OPERATIONS: contact.exactOptional(),
      SECURITY: contact.exactOptional(),
    })
    .default({}),
  regions: z.array(regions).default([]),
  // The audit trail of the organization covers every account; one of the account's own is not made yet.
  trail: z
    .literal("organization", {
      error: 'can only be "organization": trails of the account\'s own are not supported yet',
    })
    .default("organization"),
  blockPublicS3: z.boolean().default(false),
});
