import type { Resource } from '../yaml/list.ts';
import type { BuildManifest, BuiltFilter } from './build-manifest.ts';
import type { OptionsOf, SettingTable } from './setting.ts';

/** What a target works on besides its settings. */
export interface GenerateInput {
  /** The user's own resources, in the order in which they were read. Empty for a target that reads none. */
  readonly resources: readonly Resource[];
  /** What `portcullis build` made. Absent for a target that deploys no filter. */
  readonly build?: BuildManifest;
}

/**
 * A word about the output.
 *
 * - `note`: what to know when applying it.
 * - `finding`: the output does not do all that was asked, and the user has to act. Exit code 1.
 */
export interface Note {
  readonly level: 'note' | 'finding';
  readonly text: string;
  /** `file:line:column`, where the note is about a place in a file. */
  readonly where?: string;
}

export interface Generated {
  /** Kubernetes resources as plain values, keys in the order in which they are to be written. */
  readonly documents: readonly Readonly<Record<string, unknown>>[];
  readonly notes: readonly Note[];
  /** Configurations that the documents hold, for whoever can ask the filter what it says to them. */
  readonly plugins?: readonly Plugin[];
}

/** A filter with a configuration. */
export interface Plugin {
  readonly filter: BuiltFilter;
  readonly name: string;
  /** As the filter gets it: compact JSON. */
  readonly configuration: string;
}

/** A kind of manifest that `portcullis generate` makes. The same input and options give the same documents. */
export interface Target<S extends SettingTable = SettingTable> {
  readonly id: string;
  /** One sentence for help, without a full stop. */
  readonly summary: string;
  /** Full command lines for help; the first is the simplest. */
  readonly examples: readonly string[];
  readonly reads: 'build' | 'resources';
  readonly settings: S;
  /** Throws user failures; their `where` is a flag, a place in a file or a path in the plugin configuration. */
  generate(input: GenerateInput, options: OptionsOf<S>): Generated;
}
