import { describe, expect, test } from "vitest";
import { secretCertificates } from "../../adapters/aws/certificates.ts";
import { instantOf } from "../../domain/time.ts";
import { aBaseline } from "../support/a-baseline.ts";
import { makeCertificate } from "../support/make-certificate.ts";

const FROM = Date.UTC(2026, 10, 1);
const TO = Date.UTC(2027, 10, 1);
const AUTHORITY = makeCertificate({ name: "authority", from: FROM, to: TO });
const WEB = makeCertificate({ name: "web", from: FROM, to: TO }, AUTHORITY);
const OTHER = makeCertificate({ name: "other", from: FROM, to: TO });
const BASELINE = aBaseline({
  certificates: [{ name: "web", secret: "web/certificate", path: "/", renewDaysBefore: 30 }],
});

const GOOD = { certificate: WEB.body, privateKey: WEB.key, chain: AUTHORITY.body };

const read = (secret: unknown) =>
  secretCertificates(async () => (typeof secret === "string" ? secret : JSON.stringify(secret)))(
    BASELINE,
  );

describe("a certificate in a secret", () => {
  test("is read with its time, its texts, and digits that name it", async () => {
    const { "web/certificate": ready } = await read(GOOD);
    expect(ready).toMatchObject({
      ...{ validFrom: instantOf(FROM), expiresAt: instantOf(TO) },
      fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(ready?.texts()).toEqual({ body: WEB.body, key: WEB.key, chain: AUTHORITY.body });
  });

  test("needs no chain", async () => {
    const { chain: _, ...alone } = GOOD;
    expect((await read(alone))["web/certificate"]?.texts()).not.toHaveProperty("chain");
  });

  test.each<[what: string, secret: unknown, complaint: string]>([
    ["is no JSON", WEB.body, "is not { "],
    ["has a member too many", { ...GOOD, password: "x" }, "is not { "],
    ["has no certificate", { ...GOOD, certificate: "no" }, "certificate cannot be read"],
    ["has no key", { ...GOOD, privateKey: "no" }, "private key cannot be read"],
    ["has the key of another one", { ...GOOD, privateKey: OTHER.key }, "of another certificate"],
    ["has a chain that did not sign it", { ...GOOD, chain: OTHER.body }, "did not sign"],
    ["has a chain that is none", { ...GOOD, chain: "no" }, "did not sign"],
  ])("that %s is refused with words that quote nothing", async (_, secret, complaint) => {
    const error: unknown = await read(secret).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "CertificateRefused" });
    expect((error as Error).message).toContain(complaint);
    expect((error as Error).message).toContain("web/certificate");
    expect((error as Error).message).not.toContain("BEGIN");
  });

  test("that is not there is refused by the name of the secret", async () => {
    const missing = Object.assign(new Error("no"), { name: "ResourceNotFoundException" });
    const reading = secretCertificates(() => Promise.reject(missing))(BASELINE);
    await expect(reading).rejects.toThrow("There is no secret web/certificate");
  });

  test("is asked for once, however many certificates lie in it", async () => {
    const asked: string[] = [];
    const twice = [...BASELINE.certificates, ...BASELINE.certificates];
    await secretCertificates(async (name) => {
      asked.push(name);
      return JSON.stringify(GOOD);
    })({ ...BASELINE, certificates: twice });
    expect(asked).toEqual(["web/certificate"]);
  });
});
