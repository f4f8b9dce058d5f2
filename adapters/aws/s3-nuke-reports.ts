import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { NukeName, NukeReport } from "../../domain/account/nuke-report.ts";
import type { NukeReports } from "../../ports/nuke-reports.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { isNamed, translated } from "./translate-failure.ts";

/** Nuke reports as JSON objects, one for each account, lease and attempt. */
export function s3NukeReports(Bucket: string): NukeReports {
  const client = new S3Client({ ...CLIENT_SETTINGS, forcePathStyle: true });
  const folderOf = (accountKey: string) => `nuke-reports/${accountKey}/`;
  const keyOf = ({ accountKey, leaseId, attempt }: NukeName) =>
    `${folderOf(accountKey)}${leaseId}/${attempt}.json`;

  async function read(Key: string): Promise<NukeReport | undefined> {
    try {
      const command = new GetObjectCommand({ Bucket, Key });
      const { Body } = await translated("GetObject", client.send(command));
      return JSON.parse((await Body?.transformToString()) ?? "") as NukeReport;
    } catch (error) {
      if (isNamed(error, "NoSuchKey")) return undefined;
      throw error;
    }
  }

  return {
    write: async (report) => {
      const Body = JSON.stringify(report, undefined, 2);
      const told = { Bucket, Key: keyOf(report), Body, ContentType: "application/json" };
      await translated("PutObject", client.send(new PutObjectCommand(told)));
    },
    read: (nuke) => read(keyOf(nuke)),
    latest: async (accountKey) => {
      // Neither leases nor attempts are in order: when it was written says which is the last. There are few.
      const command = new ListObjectsV2Command({ Bucket, Prefix: folderOf(accountKey) });
      const { Contents = [] } = await translated("ListObjectsV2", client.send(command));
      const written = ({ LastModified }: (typeof Contents)[number]) => LastModified?.getTime() ?? 0;
      const Key = Contents.toSorted((a, b) => written(b) - written(a))[0]?.Key;
      return Key === undefined ? undefined : await read(Key);
    },
  };
}
