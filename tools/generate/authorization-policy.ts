import type { ListenerTable } from '../istio/listener-table.ts';
import { guardedWorkloads } from './guard.ts';
import { guardSettings } from './guard-settings.ts';
import { joined } from './joined.ts';
import { sizeNotes } from './manifest-size.ts';
import { metadata } from './metadata.ts';
import { placementOf, placementSettings } from './placement.ts';
import { readName } from './readers.ts';
import type { OptionsOf, SettingTable } from './setting.ts';
import { sniRules } from './sni-rules.ts';
import type { GenerateInput, Generated, Note, Target } from './target.ts';

const { portMap } = guardSettings;

const settings = {
  name: {
    flag: 'name',
    argument: 'NAME',
    summary: 'name; several get that of the gateway appended (default: portcullis-misdirected)',
    read: readName,
  },
  ...placementSettings,
  portMap,
} as const satisfies SettingTable;

type Options = OptionsOf<typeof settings>;

/** Manifests of kind AuthorizationPolicy (https://istio.io/docs/reference/config/security/authorization-policy/). */
export const authorizationPolicy: Target<typeof settings> = {
  id: 'authorization-policy',
  summary: 'AuthorizationPolicy: 403 for hosts of another TLS server than the connection, without a filter',
  examples: [
    'portcullis generate authorization-policy -f manifests/',
    'portcullis generate authorization-policy -f manifests/ --port-map 443=8443 -o yaml=misdirected.yaml',
  ],
  reads: 'resources',
  settings,
  generate(input, options) {
    return policies(input, options);
  },
};

function policies(input: GenerateInput, options: Options): Generated {
  const { guards, notes } = guardedWorkloads(input, options, 'portcullis-misdirected');
  const made = guards.map(({ table, options: own }): Generated => {
    const rules = sniRules(table);
    const { namespace, selector, targetRefs, notes: words } = placementOf(own);
    if (rules.length === 0) return { documents: [], notes: [nothing] };
    const document = {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: metadata(own.name ?? '', namespace),
      spec: { ...(selector ? { selector: { matchLabels: selector } } : { targetRefs }), action: 'DENY', rules },
    };
    return {
      documents: [document],
      notes: [...words, ...table.portRemarks, ...leaks(table), ...sizeNotes([document])],
    };
  });
  return joined(made, notes);
}

const nothing: Note = { level: 'note', text: 'nothing needed: all hosts of the gateway are of one TLS server' };

/** What the API cannot express, for the hosts at hand. */
function leaks({ entries }: ListenerTable): Note[] {
  const wildcard = entries.flatMap(({ hosts }) => hosts).find((host) => host.startsWith('*.'));
  const texts = [
    'the answer is 403 and not 421: browsers that share a connection between hosts do not try again on another one',
    'policies of action CUSTOM are asked before this one is',
    ...(wildcard === undefined
      ? []
      : [
          `${wildcard} with a port (x${wildcard.slice(1)}:1) is not matched, since a pattern has one * only, and routes ignore the port: a request for such a host passes`,
        ]),
  ];
  return texts.map((text) => ({ level: 'note', text }));
}
