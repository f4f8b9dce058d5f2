import { expect, test } from "vitest";
import { signInLink } from "../../adapters/aws/console-federation.ts";
import { NOW } from "../support/builders.ts";

const SECRET = { accessKeyId: "ASIA1", secretAccessKey: "hush", sessionToken: "whisper" };

test("a sign-in service that cannot be reached is busy, and its error tells no secret", async () => {
  // Nothing listens on this port of the machine itself.
  const at = { signIn: "https://127.0.0.1:1", host: "console.aws.amazon.com" };
  const credentials = { ...SECRET, expiresAt: NOW };
  const destination = "https://console.aws.amazon.com/";
  const error = await signInLink(at, credentials, { destination }).catch((each: unknown) => each);
  expect(error).toMatchObject({
    name: "AwsBusy",
    message: expect.stringContaining("ECONNREFUSED"),
  });
  expect((error as Error).cause).toBeUndefined();
  expect(JSON.stringify([error, String(error), (error as Error).stack])).not.toMatch(
    /hush|whisper/,
  );
});
