/**
 * What IMM tells a host about its documents, through MNS. Source: Alibaba Cloud, "WebOffice notification message format".
 * The fields of rename and online messages are not documented: all but the common ones may be missing.
 */
import * as z from 'zod/mini';

const text = z.optional(z.nullable(z.string()));

/** One message about a document: a saved version, somebody coming or going, or a new name. Text fields may be null or missing. */
export const OfficeEditEvent = z.object({
  eventName: z.enum(['OfficeEdit:SaveVersion', 'OfficeEdit:Online', 'OfficeEdit:Rename']),
  eventSource: z.literal('acs:imm'),
  /** ISO 8601 */
  eventTime: z.string(),
  eventVersion: z.string(),
  imm: z.object({
    fileID: text,
    /** bytes */
    fileSize: z.optional(z.nullable(z.number())),
    /** `oss://bucket/key` */
    sourceUri: text,
    sourceVersion: text,
    /** Where the saved document is, `oss://bucket/key`. */
    tgtUri: text,
    /** UserData of the Generate call. */
    userData: text,
    userID: text,
    version: z.optional(z.nullable(z.union([z.number(), z.string()]))),
  }),
});
export type OfficeEditEvent = z.infer<typeof OfficeEditEvent>;

/** The Message of a notification: one or more events. */
export const NotificationMessage = z.object({ events: z.array(OfficeEditEvent) });
export type NotificationMessage = z.infer<typeof NotificationMessage>;

/** How MNS pushes a message over HTTP when the subscription's format is JSON; with SIMPLIFIED the message comes bare. */
export const MnsEnvelope = z.object({
  TopicOwner: z.string(),
  TopicName: z.string(),
  Subscriber: z.string(),
  SubscriptionName: z.string(),
  MessageId: z.string(),
  /** {@link NotificationMessage} as JSON */
  Message: z.string(),
  /** hex, upper case */
  MessageMD5: z.string(),
  MessageTag: z.optional(z.string()),
  /** ms since the epoch */
  PublishTime: z.union([z.number(), z.string()]),
});
export type MnsEnvelope = z.infer<typeof MnsEnvelope>;
