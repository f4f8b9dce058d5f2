import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSigned, signatureOf } from "../../functions/shared/slack/signature.ts";

/** The example of Slack's documentation (docs.slack.dev, "Verifying requests from Slack"). */
const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const TIMESTAMP = "1531420618";
const SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
const BODY =
  "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
const NOW = Number(TIMESTAMP);
const bytes = (text: string) => Buffer.from(text);
const published = { timestamp: TIMESTAMP, signature: SIGNATURE, body: bytes(BODY) };
const holds = (change: Partial<typeof published>, now = NOW, secrets = [SECRET]) =>
  isSigned({ ...published, ...change }, secrets, now);

describe("a signature", () => {
  test("of Slack's documentation holds", () => {
    expect(holds({})).toBe(true);
  });

  test("does not hold for any of a thousand changed requests", () => {
    const at = fc.nat({ max: BODY.length - 1 });
    const body = fc.tuple(at, fc.string({ maxLength: 3 })).map(([index, text]) => ({
      body: bytes(BODY.slice(0, index) + text + BODY.slice(index + 1)),
    }));
    const signature = fc
      .oneof(
        fc.tuple(fc.nat({ max: 63 }), fc.integer({ min: 1, max: 15 })).map(([index, more]) => {
          const digits = SIGNATURE.slice(3);
          const digit = ((Number.parseInt(digits[index] ?? "0", 16) + more) % 16).toString(16);
          return `v0=${digits.slice(0, index)}${digit}${digits.slice(index + 1)}`;
        }),
        fc.string(),
        fc.constantFrom(
          "",
          SIGNATURE.toUpperCase(),
          SIGNATURE.slice(3),
          `${SIGNATURE}0`,
          SIGNATURE.slice(0, -1),
        ),
      )
      .map((changed) => ({ signature: changed }));
    const timestamp = fc
      .oneof(fc.integer({ min: NOW - 300, max: NOW + 300 }).map(String), fc.string())
      .map((changed) => ({ timestamp: changed }));
    fc.assert(
      fc.property(fc.oneof(body, signature, timestamp), (change) => {
        const same =
          ("body" in change && change.body.equals(published.body)) ||
          ("timestamp" in change && change.timestamp === TIMESTAMP);
        expect(holds(change as Partial<typeof published>)).toBe(same);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    [-301, false],
    [-300, true],
    [300, true],
    [301, false],
  ])("at a time %i seconds from ours holds: %s", (seconds, expected) => {
    expect(holds({}, NOW + seconds)).toBe(expected);
  });

  test.each(["", " 1531420618", "1531420618.0", "1e9", "NaN", "-1", "0x5b47"])(
    "with the time %j does not hold, though it is signed",
    (timestamp) => {
      const signature = signatureOf(SECRET, timestamp, published.body);
      expect(holds({ timestamp, signature }, Number(timestamp))).toBe(false);
    },
  );

  test("holds with each of several secrets, as long as they are given", () => {
    expect(holds({}, NOW, ["new-secret", SECRET])).toBe(true);
    expect(holds({}, NOW, ["new-secret"])).toBe(false);
    expect(holds({}, NOW, [])).toBe(false);
  });

  test("does not hold when a header is missing", () => {
    expect(isSigned({ ...published, signature: undefined }, [SECRET], NOW)).toBe(false);
    expect(isSigned({ ...published, timestamp: undefined }, [SECRET], NOW)).toBe(false);
  });
});
