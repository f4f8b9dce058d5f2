import { Breakage } from "../failures.ts";

/** This mail will never be taken for this recipient, however often it is tried; others are not concerned. */
export class MailRefused extends Breakage {
  override readonly name = "MailRefused";
}
