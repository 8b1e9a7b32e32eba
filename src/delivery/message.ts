/**
 * One e-mail as it stands in a batch body: the JSON the Resend API takes, in the SDK's own key order
 * (a test holds our bytes equal to what `batch.send` would have sent). The outbox accepts the same bytes.
 */
export interface Message {
  from: string
  headers: Record<string, string>
  html: string
  reply_to: string
  subject: string
  tags: { name: string; value: string }[]
  text: string
  to: string
}
