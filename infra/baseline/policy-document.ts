import * as z from "zod";

/** Characters of a document that IAM takes, white space not counted (facts 2.4). */
export const LARGEST = { managed: 6_144, inlineOfRole: 10_240, trust: 2_048 } as const;

const texts = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

const condition = z.record(
  z.string().regex(/^(ForAllValues:|ForAnyValue:)?[A-Z]\w+$/, "is not an operator of IAM"),
  z.record(z.string(), texts),
);

/** Members of statements of both kinds. */
const SHARED = {
  Sid: z
    .string()
    .regex(/^[A-Za-z0-9]+$/, "may have letters and digits only")
    .exactOptional(),
  Effect: z.enum(["Allow", "Deny"]),
  Condition: condition.exactOptional(),
};

const exactlyOne =
  (one: string, other: string) =>
  (statement: Readonly<Record<string, unknown>>): boolean =>
    (statement[one] === undefined) !== (statement[other] === undefined);

const permission = z
  .strictObject({
    ...SHARED,
    Action: texts.exactOptional(),
    NotAction: texts.exactOptional(),
    Resource: texts.exactOptional(),
    NotResource: texts.exactOptional(),
  })
  .refine(exactlyOne("Action", "NotAction"), "needs either Action or NotAction")
  .refine(exactlyOne("Resource", "NotResource"), "needs either Resource or NotResource");

/** An account's number alone would come back from IAM as an ARN, and differ for ever. */
const principalArn = z
  .string()
  .regex(
    /^arn:aws[\w-]*:(iam|sts)::(\d{12}|\$\{\w+\}):.+$/,
    "is not the ARN of a principal: an account is arn:aws:iam::111111111111:root",
  );

const oneOrMore = <T extends z.ZodType>(each: T) => z.union([each, z.array(each).min(1)]);

const principal = z
  .strictObject({
    AWS: oneOrMore(principalArn).exactOptional(),
    Service: oneOrMore(
      z.string().regex(/^[a-z0-9.-]+\.amazonaws\.com$/, "is not the name of an AWS service"),
    ).exactOptional(),
    Federated: oneOrMore(z.string().min(1)).exactOptional(),
  })
  .refine((each) => Object.keys(each).length > 0, "names nobody");

const ENTRIES = [
  ...["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"],
  ...["sts:TagSession", "sts:SetSourceIdentity"],
] as const;

const entry = z.enum(ENTRIES);

const trustStatement = z.strictObject({
  ...SHARED,
  Principal: principal,
  Action: oneOrMore(entry),
});

const version = z.literal("2012-10-17");

/** What somebody may do. */
export const permissionDocument = z.strictObject({
  Version: version,
  Statement: z.array(permission).min(1),
});

/** Who may enter a role; everybody must be named. */
export const trustDocument = z
  .strictObject({ Version: version, Statement: z.array(trustStatement).min(1) })
  .refine(
    (document) => sizeOf(document) <= LARGEST.trust,
    `is longer than ${LARGEST.trust} characters, IAM's limit for trust policies`,
  );

/** What IAM counts: the text without white space outside of strings. */
export const sizeOf = (document: unknown): number => JSON.stringify(document).length;
