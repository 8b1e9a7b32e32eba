/**
 * Name a batch to the provider. No random id and no hash of bytes is in it, so that a copied ledger meets the provider's
 * replay or its 409 instead of sending twice (DELIVERY.md, "Batches and bytes").
 */
export function idempotencyKey(listId: string, issue: string, batch: number, generation: number): string {
  return `wf/${listId}/${issue}/${batch}/${generation}`
}
