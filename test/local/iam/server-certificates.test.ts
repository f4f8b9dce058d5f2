import { describe, expect, it } from "vitest";
import { type Made, makeCertificate } from "../../support/make-certificate.ts";
import { anIam, type Iam, START } from "./a-call.ts";

const DAY = 24 * 60 * 60 * 1000;
const YEAR = { from: START - DAY, to: START + 365 * DAY };
const AUTHORITY = makeCertificate({ name: "authority", ...YEAR });
const SITE = makeCertificate({ name: "site", ...YEAR }, AUTHORITY);
const OTHER_SITE = makeCertificate({ name: "other", ...YEAR }, AUTHORITY);

async function upload(iam: Iam, { body, key }: Pick<Made, "body" | "key"> = SITE, more = {}) {
  const given = { ServerCertificateName: "site", CertificateBody: body, PrivateKey: key };
  return await iam.call("UploadServerCertificate", { ...given, ...more });
}

describe("Server certificates", () => {
  it("are kept with their expiry, and without their key", async () => {
    const iam = anIam();
    await upload(iam, SITE, { CertificateChain: AUTHORITY.body, Path: "/cloudfront/test/" });

    const answer = await iam.call("GetServerCertificate", { ServerCertificateName: "site" });

    expect(answer).toMatchObject({
      ServerCertificate: {
        CertificateBody: SITE.body,
        CertificateChain: AUTHORITY.body,
        ServerCertificateMetadata: { Expiration: new Date(YEAR.to), Path: "/cloudfront/test/" },
      },
    });
    expect(JSON.stringify(answer)).not.toContain("PRIVATE KEY");
  });

  it.each([
    ["a key of another certificate", { ...SITE, key: OTHER_SITE.key }, "KeyPairMismatchException"],
    ["a body that is no certificate", { ...SITE, body: "no" }, "MalformedCertificateException"],
    ["a key that is none", { ...SITE, key: "no" }, "MalformedCertificateException"],
  ])("are refused with %s", async (_what, texts, name) => {
    const uploaded = upload(anIam(), texts);

    await expect(uploaded).rejects.toMatchObject({ name });
  });

  it.each([
    ["expired", { from: START - 2 * DAY, to: START - DAY }],
    ["not valid yet", { from: START + DAY, to: START + 2 * DAY }],
  ])("are refused when they are %s", async (_when, time) => {
    const uploaded = upload(anIam(), makeCertificate({ name: "site", ...time }));

    await expect(uploaded).rejects.toMatchObject({ name: "MalformedCertificateException" });
  });

  it("are refused with a chain that did not sign them", async () => {
    const stranger = makeCertificate({ name: "authority", ...YEAR });

    const uploaded = upload(anIam(), SITE, { CertificateChain: stranger.body });

    await expect(uploaded).rejects.toThrow("Unable to validate certificate chain");
  });

  it("number twenty at most", async () => {
    const iam = anIam();
    for (let n = 0; n < 20; n += 1) await upload(iam, SITE, { ServerCertificateName: `site${n}` });

    const another = upload(iam);

    await expect(another).rejects.toMatchObject({ name: "LimitExceededException" });
  });

  it("keep their name for themselves, whatever its case", async () => {
    const iam = anIam();
    await upload(iam);

    const again = upload(iam, SITE, { ServerCertificateName: "SITE" });

    await expect(again).rejects.toMatchObject({ name: "EntityAlreadyExistsException" });
  });

  it("can be renamed, and deleted once", async () => {
    const iam = anIam();
    await upload(iam);
    await iam.call("UpdateServerCertificate", {
      ServerCertificateName: "site",
      NewServerCertificateName: "page",
    });

    await iam.call("DeleteServerCertificate", { ServerCertificateName: "page" });
    const again = iam.call("DeleteServerCertificate", { ServerCertificateName: "page" });

    await expect(again).rejects.toMatchObject({ name: "NoSuchEntityException" });
  });
});
