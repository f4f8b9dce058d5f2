import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { NukeReport } from "../../domain/account/nuke-report.ts";
import type { NukeReports } from "../../ports/nuke-reports.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { isNamed, translated } from "./translate-failure.ts";

/** Nuke reports as JSON objects, one for each account and attempt. */
export function s3NukeReports(bucket: string): NukeReports {
  const client = new S3Client({ ...CLIENT_SETTINGS, forcePathStyle: true });
  const keyOf = ({ accountKey, attempt }: Pick<NukeReport, "accountKey" | "attempt">) =>
    `nuke-reports/${accountKey}/${attempt}.json`;
  return {
    write: async (report) => {
      const Body = JSON.stringify(report, undefined, 2);
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: keyOf(report),
        Body,
        ContentType: "application/json",
      });
      await translated("PutObject", client.send(command));
    },
    read: async (teardown) => {
      try {
        const command = new GetObjectCommand({ Bucket: bucket, Key: keyOf(teardown) });
        const { Body } = await translated("GetObject", client.send(command));
        return JSON.parse((await Body?.transformToString()) ?? "") as NukeReport;
      } catch (error) {
        if (isNamed(error, "NoSuchKey")) return undefined;
        throw error;
      }
    },
  };
}
