import type { CreateAccountCommandInput } from "@aws-sdk/client-organizations";
import { invalidInput } from "./failures.ts";
import type { CreationRecord } from "./records.ts";
import { withTags } from "./tags.ts";

const EMAIL = { shortest: 6, longest: 64 };
const LOCAL_PART = /^(?!\.)(?:(?!["'()[\]:;,\\|%&@])[!-~])+$/;
const DOMAIN = /^(?![-.])[A-Za-z0-9.-]*\.[A-Za-z0-9.-]*(?<![-.])$/;

/** Rules of an account's e-mail address (API Reference, CreateAccount, Email). */
function checkEmail(email: string): void {
  if (email.length < EMAIL.shortest) throw invalidInput("MIN_LENGTH_EXCEEDED");
  if (email.length > EMAIL.longest) throw invalidInput("MAX_LENGTH_EXCEEDED");
  const [local = "", domain = "", ...more] = email.split("@");
  const isValid = more.length === 0 && LOCAL_PART.test(local) && DOMAIN.test(domain);
  if (!isValid) throw invalidInput("INVALID_PATTERN");
}

const LONGEST_NAME = 50;
const PRINTABLE = /^[\u0020-\u007E]+$/;
// The patterns of cross-site scripting that AWS refuses are not published; these are the plain ones.
const SCRIPTING = /<\s*\/?\s*[a-z!]|javascript:|\bon[a-z]+\s*=/i;

function checkName(name: string): void {
  if (name.length === 0) throw invalidInput("MIN_LENGTH_EXCEEDED");
  if (name.length > LONGEST_NAME) throw invalidInput("MAX_LENGTH_EXCEEDED");
  if (!PRINTABLE.test(name) || SCRIPTING.test(name)) throw invalidInput("INVALID_PATTERN");
}

const DEFAULT_ROLE = "OrganizationAccountAccessRole";
const LONGEST_ROLE_NAME = 64;
const ROLE_NAME = /^[\w+=,.@-]+$/;

function checkRoleName(name: string): void {
  if (name.length > LONGEST_ROLE_NAME) throw invalidInput("MAX_LENGTH_EXCEEDED");
  if (!ROLE_NAME.test(name)) throw invalidInput("INVALID_PATTERN");
  if (name.startsWith("AWSServiceRoleFor")) throw invalidInput("INVALID_ROLE_NAME");
}

/** What is asked for, checked. Throws InvalidInputException, and ConstraintViolationException for tags. */
export function newAccountOf(
  input: CreateAccountCommandInput,
): Pick<CreationRecord, "accountName" | "email" | "roleName" | "tags"> {
  const { AccountName = "", Email = "", RoleName = DEFAULT_ROLE, IamUserAccessToBilling } = input;
  checkEmail(Email);
  checkName(AccountName);
  checkRoleName(RoleName);
  if (!["ALLOW", "DENY", undefined].includes(IamUserAccessToBilling)) {
    throw invalidInput("INVALID_ENUM");
  }
  const tags = withTags({}, input.Tags ?? []);
  return { accountName: AccountName, email: Email, roleName: RoleName, tags };
}
