import { describe, expect, test } from "vitest";
import type {
  BaselineCertificate,
  ReadyCertificate,
} from "../../../domain/baseline/certificate.ts";
import { checkValidity, endingSoon } from "../../../domain/baseline/certificate.ts";
import { type Present, told } from "../../../domain/baseline/difference.ts";
import { planCertificates } from "../../../domain/baseline/plan-certificates.ts";
import { DAY, type Instant, plus } from "../../../domain/time.ts";
import { aBaseline, aSite } from "../../support/a-baseline.ts";
import { NOW } from "../../support/builders.ts";

const WEB: BaselineCertificate = {
  ...{ name: "web", secret: "web/certificate", path: "/", renewDaysBefore: 30 },
};
const OURS = { team: "platform", ...aSite().tags };

const ready = (
  fingerprint: string,
  expiresAt: Instant = plus(NOW, 90 * DAY),
): ReadyCertificate => ({
  ...{ fingerprint, expiresAt, validFrom: plus(NOW, -DAY) },
  texts: () => ({ body: "a body", key: "a secret key" }),
});

const OLD = "0123456789ab";
const NEW = "ba9876543210";
const nameWith = (fingerprint: string) => `mayfly-x-web-y-${fingerprint}`;

function changes(there: Present["certificates"], count = Object.keys(there).length): string[] {
  const site = aSite({ certificates: { [WEB.secret]: ready(NEW) } });
  const present = {
    ...{ policies: {}, roles: {}, contacts: {}, blocksPublicS3: true, regions: {} },
    ...{ certificates: there, certificateCount: count },
  };
  return planCertificates(aBaseline({ certificates: [WEB] }), site, present).map(told);
}

describe("a server certificate of a baseline", () => {
  test("is uploaded once, under a name that says which one it is", () => {
    expect(changes({})).toEqual([`upload-certificate ${nameWith(NEW)}`]);
    expect(changes({ [nameWith(NEW)]: OURS })).toEqual([]);
  });

  test("is there before its predecessor goes, so that what uses one can go over to the other", () => {
    expect(changes({ [nameWith(OLD)]: OURS })).toEqual([
      `upload-certificate ${nameWith(NEW)}`,
      `delete-certificate ${nameWith(OLD)}`,
    ]);
  });

  test("is completed where the predecessor was not deleted, or the tags were lost", () => {
    const { team: _, ...half } = OURS;
    expect(changes({ [nameWith(NEW)]: half, [nameWith(OLD)]: OURS })).toEqual([
      `tag-certificate ${nameWith(NEW)}`,
      `delete-certificate ${nameWith(OLD)}`,
    ]);
  });

  test("leaves those alone that others made, whatever they are called", () => {
    expect(changes({ [nameWith(OLD)]: {}, "mayfly-x-web-y-mine": OURS })).toEqual([
      `upload-certificate ${nameWith(NEW)}`,
    ]);
    expect(() => changes({ [nameWith(NEW)]: {} })).toThrow("that Mayfly did not make");
  });

  test("is refused with words where the account has twenty already", () => {
    expect(changes({}, 19)).toHaveLength(1);
    expect(() => changes({}, 20)).toThrow("no room for web");
  });

  test("cannot have its key written down by mistake", () => {
    const site = aSite({ certificates: { [WEB.secret]: ready(NEW) } });
    expect(JSON.stringify(site)).not.toContain("a secret key");
    expect(changes({}).join()).not.toContain("a secret key");
  });

  test.each([
    ["has expired", ready(NEW, NOW), "expired at"],
    ["is not valid yet", { ...ready(NEW), validFrom: plus(NOW, DAY) }, "is valid from"],
  ])("that %s is refused, by the name of its secret", (_, certificate, complaint) => {
    const check = () => checkValidity(WEB.secret, certificate, NOW);
    expect(check).toThrow(`secret ${WEB.secret}`);
    expect(check).toThrow(complaint);
  });

  test("whose end is near is told until its secret has a successor", () => {
    const soon = (expiresAt: Instant) =>
      endingSoon([WEB], { [WEB.secret]: ready(NEW, expiresAt) }, NOW);
    expect(soon(plus(NOW, 31 * DAY))).toEqual([]);
    expect(soon(plus(NOW, 30 * DAY))).toEqual([
      expect.stringContaining("put its successor into secret web/certificate"),
    ]);
  });
});
