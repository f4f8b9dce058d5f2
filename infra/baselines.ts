import * as z from "zod";
import type { Baseline } from "../domain/baseline/baseline.ts";
import standard from "./baselines/standard.json" with { type: "json" };

const baseline = z.strictObject({
  name: z.string(),
  description: z.string(),
  // Ranges: UpdateAccountPasswordPolicy in the IAM API reference.
  passwordPolicy: z.strictObject({
    MinimumPasswordLength: z.int().min(6).max(128),
    RequireSymbols: z.boolean(),
    RequireNumbers: z.boolean(),
    RequireUppercaseCharacters: z.boolean(),
    RequireLowercaseCharacters: z.boolean(),
    AllowUsersToChangePassword: z.boolean(),
    MaxPasswordAge: z.int().min(1).max(1_095).exactOptional(),
    PasswordReusePrevention: z.int().min(1).max(24).exactOptional(),
  }),
});

/** Every baseline that a lease template can name. */
export const baselines: readonly Baseline[] = [baseline.parse(standard)];

export const baselineNames = baselines.map(({ name }) => name);
