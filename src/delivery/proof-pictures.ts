/**
 * What proofs show, before there is a freeze. Proofs go out while an issue is a draft, and mail apps load pictures by
 * their address: whoever has that address sees the picture.
 */
export interface ProofPictures {
  /** Serve these from now on, in place of those of the issue's last proof, until it is frozen. In one transaction. */
  keep(issue: string, pictures: { name: string; bytes: Uint8Array }[]): Promise<void>
}
