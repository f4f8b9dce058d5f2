import * as sdk from "@aws-sdk/client-sesv2";
import type { Service } from "../../kernel/service.ts";
import { sendEmail } from "./send-email.ts";

/** Amazon SES, version 2 of its API: takes mails and keeps them. */
export const sesService = (): Service => ({
  signingName: "ses",
  protocol: "restJson",
  sdk,
  operations: { SendEmail: sendEmail },
});
