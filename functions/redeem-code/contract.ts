import * as z from "zod";
import { codeIn } from "../../domain/codes/code.ts";
import { isAlias } from "../../domain/codes/holder.ts";
import { brokerEnvironment, ledgerEnvironment, namingEnvironment } from "../shared/schemas.ts";

export { visit as input } from "../api/contract.ts";

export const environment = ledgerEnvironment
  .extend(namingEnvironment.shape)
  .extend(brokerEnvironment.shape)
  .extend({ REGION: z.string() });

/** 32 bytes of chance at least, as Base64 (RFC 4648, URL-safe) or in hexadecimal. */
const SECRET = /^[\w-]{43,128}$/;

/** Body of `POST /v1/codes/redeem`. */
export const redemption = z.strictObject({
  code: z.string({ error: "is missing" }).transform((text, context) => {
    const code = codeIn(text);
    if (code !== undefined) return code;
    context.addIssue({
      code: "custom",
      message: "is not a code: 16 digits and letters, such as 7K2M-9QXT-4VHB-N8RD",
    });
    return z.NEVER;
  }),
  alias: z
    .string({ error: "is missing: choose a name for yourself, which need not be yours" })
    .refine(
      isAlias,
      "is not 2 to 30 lowercase letters, digits and dashes, with a letter or digit first",
    ),
  secret: z
    .string({ error: "is missing: make one of 32 random bytes, and keep it" })
    .regex(SECRET, "is not 43 to 128 letters, digits, - and _: make it of 32 random bytes or more"),
});
