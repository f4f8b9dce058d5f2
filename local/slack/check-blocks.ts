import * as z from "zod";

/** Limits of Block Kit (facts 6.4; docs.slack.dev, Block Kit reference): a block over one is refused. */
const text = (longest: number) =>
  z.strictObject({
    type: z.enum(["plain_text", "mrkdwn"]),
    text: z.string().min(1).max(longest),
    emoji: z.boolean().optional(),
    verbatim: z.boolean().optional(),
  });

const plain = (longest: number) => text(longest).extend({ type: z.literal("plain_text") });
const id = z.string().min(1).max(255);

const confirm = z.strictObject({
  ...{ title: plain(100), text: text(300), confirm: plain(30), deny: plain(30) },
  style: z.enum(["primary", "danger"]).optional(),
});

const button = z.strictObject({
  ...{ type: z.literal("button"), text: plain(75), action_id: id.optional() },
  value: z.string().max(2_000).optional(),
  url: z.url().max(3_000).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  confirm: confirm.optional(),
});

const option = z.strictObject({
  ...{ text: text(75), value: z.string().max(150), description: plain(75).optional() },
});

const input = z.discriminatedUnion("type", [
  z.strictObject({
    ...{ type: z.literal("plain_text_input"), action_id: id, multiline: z.boolean().optional() },
    max_length: z.number().int().min(1).max(3_000).optional(),
    initial_value: z.string().optional(),
    placeholder: plain(150).optional(),
  }),
  z.strictObject({
    ...{ type: z.literal("static_select"), action_id: id },
    options: z.array(option).min(1).max(100),
    initial_option: option.optional(),
  }),
]);

const block = z.discriminatedUnion("type", [
  z.strictObject({
    ...{ type: z.literal("section"), block_id: id.optional(), text: text(3_000) },
  }),
  z.strictObject({ type: z.literal("header"), block_id: id.optional(), text: plain(150) }),
  z.strictObject({
    ...{ type: z.literal("context"), block_id: id.optional() },
    elements: z.array(text(3_000)).min(1).max(10),
  }),
  z.strictObject({
    ...{ type: z.literal("actions"), block_id: id.optional() },
    elements: z.array(button).min(1).max(25),
  }),
  z.strictObject({ type: z.literal("divider"), block_id: id.optional() }),
  z.strictObject({
    ...{ type: z.literal("input"), block_id: id, label: plain(2_000), element: input },
    hint: plain(2_000).optional(),
    optional: z.boolean().optional(),
  }),
]);

/** Every block of a surface has another id, and every element of a block another action. */
const blocks = (most: number) =>
  z
    .array(block)
    .max(most)
    .refine(
      (all) => {
        const ids = all.flatMap(({ block_id: own }) => (own === undefined ? [] : [own]));
        return new Set(ids).size === ids.length;
      },
      { error: "has two blocks of one id" },
    );

const title = plain(24);

export const messageBlocks = blocks(50);

export const view = z.discriminatedUnion("type", [
  z.strictObject({
    ...{ type: z.literal("modal"), title, blocks: blocks(100) },
    ...{ submit: title.optional(), close: title.optional(), callback_id: id.optional() },
    private_metadata: z.string().max(3_000).optional(),
  }),
  z.strictObject({
    ...{ type: z.literal("home"), blocks: blocks(100) },
    private_metadata: z.string().max(3_000).optional(),
  }),
]);
