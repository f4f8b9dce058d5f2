import {
  type DeleteAccountPasswordPolicyCommandInput,
  type GetAccountPasswordPolicyCommandInput,
  type GetAccountPasswordPolicyCommandOutput,
  PasswordPolicyViolationException,
  type UpdateAccountPasswordPolicyCommandInput,
} from "@aws-sdk/client-iam";
import type { Call } from "../../kernel/service.ts";
import { constraintError, noSuchEntity } from "./errors.ts";
import { type Answer, iamOperation } from "./operation.ts";
import type { PasswordPolicyRecord } from "./records.ts";
import { passwordPolicyOf } from "./tables.ts";

const KEY = "policy";

/** What passwords must have where no policy was set (IAM User Guide, "Default password policy"). */
const DEFAULT_LENGTH = 8;
const DEFAULT_KINDS = 3;

const SYMBOLS = /[!@#$%^&*()_+\-=[\]{}|']/;

const LIMITS = {
  MinimumPasswordLength: [6, 128],
  MaxPasswordAge: [1, 1095],
  PasswordReusePrevention: [1, 24],
} as const;

type Limited = keyof typeof LIMITS;

function checkLimit(input: UpdateAccountPasswordPolicyCommandInput, member: Limited): void {
  const value = input[member];
  if (value === undefined) return;
  const [low, high] = LIMITS[member];
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  if (value < low) {
    const constraint = `Member must have value greater than or equal to ${low}`;
    throw constraintError(name, value, constraint);
  }
  if (value > high) {
    const constraint = `Member must have value less than or equal to ${high}`;
    throw constraintError(name, value, constraint);
  }
}

/** Replaces the whole policy: what is left out goes back to its default (facts 2.4). */
function policyFrom(input: UpdateAccountPasswordPolicyCommandInput): PasswordPolicyRecord {
  const { MaxPasswordAge, PasswordReusePrevention, HardExpiry } = input;
  return {
    MinimumPasswordLength: input.MinimumPasswordLength ?? 6,
    RequireSymbols: input.RequireSymbols ?? false,
    RequireNumbers: input.RequireNumbers ?? false,
    RequireUppercaseCharacters: input.RequireUppercaseCharacters ?? false,
    RequireLowercaseCharacters: input.RequireLowercaseCharacters ?? false,
    AllowUsersToChangePassword: input.AllowUsersToChangePassword ?? false,
    ExpirePasswords: MaxPasswordAge !== undefined,
    ...(MaxPasswordAge !== undefined && { MaxPasswordAge }),
    ...(PasswordReusePrevention !== undefined && { PasswordReusePrevention }),
    ...(HardExpiry !== undefined && { HardExpiry }),
  };
}

function violation(message: string): PasswordPolicyViolationException {
  return new PasswordPolicyViolationException({ message, $metadata: {} });
}

function checkByDefault(password: string): void {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, SYMBOLS].filter((kind) => kind.test(password));
  if (password.length >= DEFAULT_LENGTH && kinds.length >= DEFAULT_KINDS) return;
  throw violation("Password does not conform to the account password policy.");
}

/** Checks a password by the account's policy. Errors: PasswordPolicyViolation. */
export function checkPassword({ world, account }: Call, password: string): void {
  const policy = passwordPolicyOf(world, account).get(KEY);
  if (!policy) {
    checkByDefault(password);
    return;
  }
  const demands: readonly (readonly [boolean, RegExp, string])[] = [
    [policy.RequireSymbols, SYMBOLS, "one symbol"],
    [policy.RequireNumbers, /[0-9]/, "one number"],
    [policy.RequireUppercaseCharacters, /[A-Z]/, "one uppercase letter"],
    [policy.RequireLowercaseCharacters, /[a-z]/, "one lowercase letter"],
  ];
  if (password.length < policy.MinimumPasswordLength) {
    throw violation(`Password should have a minimum length of ${policy.MinimumPasswordLength}`);
  }
  const missed = demands.find(([required, kind]) => required && !kind.test(password));
  if (missed) throw violation(`Password should have at least ${missed[2]}`);
}

const update = iamOperation<UpdateAccountPasswordPolicyCommandInput, object>({
  name: "UpdateAccountPasswordPolicy",
  members: [
    ...(["MinimumPasswordLength", "RequireSymbols", "RequireNumbers", "HardExpiry"] as const),
    ...(["RequireUppercaseCharacters", "RequireLowercaseCharacters"] as const),
    ...(["AllowUsersToChangePassword", "MaxPasswordAge", "PasswordReusePrevention"] as const),
  ],
  run(input, { world, account }) {
    for (const member of Object.keys(LIMITS)) checkLimit(input, member as Limited);
    passwordPolicyOf(world, account).set(KEY, policyFrom(input));
    return {};
  },
});

function policyOf({ world, account }: Call): PasswordPolicyRecord {
  const policy = passwordPolicyOf(world, account).get(KEY);
  if (policy) return policy;
  throw noSuchEntity(`The Password Policy with domain name ${account} cannot be found.`);
}

const get = iamOperation<
  GetAccountPasswordPolicyCommandInput,
  Answer<GetAccountPasswordPolicyCommandOutput>
>({
  name: "GetAccountPasswordPolicy",
  members: [],
  run: (_input, call) => ({ PasswordPolicy: policyOf(call) }),
});

const remove = iamOperation<DeleteAccountPasswordPolicyCommandInput, object>({
  name: "DeleteAccountPasswordPolicy",
  members: [],
  run(_input, call) {
    policyOf(call);
    passwordPolicyOf(call.world, call.account).delete(KEY);
    return {};
  },
});

export const passwordPolicyOperations = {
  UpdateAccountPasswordPolicy: update,
  GetAccountPasswordPolicy: get,
  DeleteAccountPasswordPolicy: remove,
};
