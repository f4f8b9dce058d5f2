import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Baseline } from "../../domain/baseline/baseline.ts";
import type { MailDirectory } from "../../domain/mail/recipients.ts";
import type { MailTexts } from "../../domain/mail/template.ts";
import type { LeaseTemplate } from "../../domain/template/template.ts";

/** What of the deployment's configuration lies beside a function's code as `documents.json`. */
export interface Documents {
  readonly templates: readonly LeaseTemplate[];
  readonly baselines: readonly Baseline[];
  /** Where people are told by mail. */
  readonly mail?: { readonly directory: MailDirectory; readonly texts: MailTexts };
}

/**
 * Reads the documents that were checked at synthesis and deployed together with the code: no call, no
 * permission, and never a mixture of an old configuration and new code.
 */
export const readDocuments = (): Documents =>
  JSON.parse(readFileSync(join(import.meta.dirname, "documents.json"), "utf8")) as Documents;
