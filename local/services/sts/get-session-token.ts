import type {
  GetSessionTokenCommandInput,
  GetSessionTokenCommandOutput,
} from "@aws-sdk/client-sts";
import { issueSession, type SessionOwner } from "../../identity/sessions.ts";
import type { Principal } from "../../kernel/principal.ts";
import { credentialsAnswer } from "./answers.ts";
import { accessDenied } from "./errors.ts";
import { durationFor } from "./inputs.ts";
import { useMfa } from "./mfa.ts";
import { type Answer, stsOperation } from "./operation.ts";

const DURATIONS = { shortest: 900, longest: 129_600, usual: 43_200 };
/** The root user's last an hour, whatever is asked for. */
const LONGEST_FOR_ROOT = 3600;

function ownerOf(principal: Principal): SessionOwner {
  const isPerson = principal.kind === "user" || principal.kind === "root";
  if (!isPerson || principal.session) {
    throw accessDenied("Cannot call GetSessionToken with session credentials");
  }
  return principal.kind === "root" ? { kind: "root" } : { kind: "user", userId: principal.userId };
}

/** Temporary credentials of a user, with MFA if a code comes along. It needs no permission. */
export const getSessionToken = stsOperation<
  GetSessionTokenCommandInput,
  Answer<GetSessionTokenCommandOutput>
>({
  name: "GetSessionToken",
  members: ["DurationSeconds", "SerialNumber", "TokenCode"],
  authorize: () => [],
  run(input, call) {
    const { world, account, principal } = call;
    const owner = ownerOf(principal);
    const asked = durationFor(input.DurationSeconds, DURATIONS);
    const duration = owner.kind === "root" ? Math.min(asked, LONGEST_FOR_ROOT) : asked;
    const issuedAt = world.clock.now();
    const facts = { issuedAt, expiresAt: issuedAt + duration * 1000, ...useMfa(input, call) };
    return { Credentials: credentialsAnswer(issueSession(world, { account, owner, facts })) };
  },
});
