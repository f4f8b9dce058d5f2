import { resolve } from "node:path";
import * as z from "zod";
import { readTexts } from "./texts.ts";

const ROOT = resolve(import.meta.dirname, "../..");

const texts = z
  .string()
  .optional()
  .transform((folder, context) =>
    readTexts(folder === undefined ? undefined : resolve(ROOT, folder), (file, flaw) =>
      context.addIssue({ code: "custom", message: `${file} ${flaw}` }),
    ),
  );

const principal = z
  .string()
  .regex(
    /^(arn:aws[\w-]*:(iam|sts)::\d{12}:|person:aws[\w-]*:)[^{}*]*\{email\}[^{}*]*$/,
    "is not an ARN, or person:…, with {email} where the person is named",
  );

const exceptions = z.record(
  z.email().toLowerCase(),
  z.string().regex(/^(arn:aws[\w-]*:(iam|sts)::\d{12}:|person:aws[\w-]*:)[^*]+$/),
);

/** People who are told by e-mail, and how; without it nothing of it is deployed. */
export const mail = z.strictObject({
  from: z.email().toLowerCase(),
  // Other characters would have to be quoted or encoded in the header.
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 _-]{0,63}$/, "is not 1 to 64 letters, digits, spaces, - and _")
    .default("Mayfly"),
  replyTo: z.email().optional(),
  // What is verified in SES, when it is not the domain of the sender.
  identity: z
    .string()
    .regex(/^[\w.+@-]{3,320}$/, "is neither a domain nor an e-mail address")
    .optional(),
  configurationSet: z
    .string()
    .regex(/^[\w-]{1,64}$/, "is not the name of a configuration set")
    .optional(),
  people: z
    .strictObject({ principal: principal.optional(), exceptions: exceptions.default({}) })
    .optional(),
  approvers: z.array(z.email()).max(20).default([]),
  administrators: z.array(z.email()).max(20).default([]),
  texts,
});

export type MailConfiguration = z.output<typeof mail>;

/** What must be verified in SES for the sender. */
export const identityOf = ({ identity, from }: MailConfiguration): string =>
  identity ?? from.slice(from.indexOf("@") + 1);
