/** A module of another making that does the same job; one file peer.ts a peer in bench/peers/<name>/. */
export interface Peer {
  readonly id: string;
  /** What a table calls it. */
  readonly title: string;
  /** What to install when it cannot be built. */
  readonly needs: string;
  /** Writes the module to `file`. Throws when the toolchain is absent or fails. */
  build(file: string, tools: PeerTools): Promise<void>;
}

export interface PeerTools {
  /** Folder of the peer's sources. */
  readonly sources: string;
  /** Folder of its own for whatever the toolchain leaves behind. */
  readonly scratch: string;
  /** Root of the repository, for what is in node_modules. */
  readonly root: string;
  /** Runs a command to its end; throws with the last line of its output when it fails. */
  run(command: string, args: readonly string[], options?: { readonly env?: Record<string, string> }): Promise<void>;
}
