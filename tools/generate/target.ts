import type { Remark } from '../istio/remark.ts';
import type { Resource } from '../yaml/list.ts';
import type { BuildManifest, BuiltFilter } from './build-manifest.ts';
import type { OptionsOf, SettingTable } from './setting.ts';

/** What a target works on besides its settings. */
export interface GenerateInput {
  /** The user's own resources, in the order in which they were read. Absent where no files were given. */
  readonly resources?: readonly Resource[];
  /** What `portcullis build` made. Absent for a target that deploys no filter. */
  readonly build?: BuildManifest;
}

/** A word about the output, or about what it was made from. */
export type Note = Remark;

export interface Generated {
  /** Kubernetes resources as plain values, keys in the order in which they are to be written. */
  readonly documents: readonly Readonly<Record<string, unknown>>[];
  readonly notes: readonly Note[];
  /** What stands above a document where the format has comments. */
  readonly comments?: ReadonlyMap<Readonly<Record<string, unknown>>, string>;
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
  /** `both`: the build manifest always, and resources where files are given. */
  readonly reads: 'build' | 'resources' | 'both';
  readonly settings: S;
  /** Throws user failures; their `where` is a flag, a place in a file or a path in the plugin configuration. */
  generate(input: GenerateInput, options: OptionsOf<S>): Generated;
}
