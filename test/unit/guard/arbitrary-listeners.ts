import fc from 'fast-check';
import type { ModelConfig, ModelListener } from './model.ts';

// Few labels, few ports and few TLS labels, so that random names meet random listeners.

const label = fc.constantFrom('a', 'b', 'bb', 'c-d', 'x1');
const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
const pattern = fc.oneof(
  { weight: 4, arbitrary: name },
  { weight: 4, arbitrary: name.map((suffix) => `*.${suffix}`) },
  { weight: 1, arbitrary: fc.constant('*') },
);
const port = fc.constantFrom(443, 8443, 9443);
const listener = fc.record(
  {
    port,
    hosts: fc.uniqueArray(pattern, { minLength: 1, maxLength: 4 }),
    tls: fc.constantFrom('one', 'two', 'three'),
  },
  { requiredKeys: [] },
);
export const listenerConfig: fc.Arbitrary<ModelConfig> = fc.record({
  listeners: fc.array(listener, { minLength: 1, maxLength: 8 }).map(withoutDoubles),
  sameTls: fc.constantFrom('SEPARATE', 'SHARED'),
  missingSni: fc.constantFrom('LISTENER', 'ALLOW', 'REJECT'),
  unknownHost: fc.constantFrom('PASS', 'REJECT'),
});

/** Leaves out the listeners that hold a host of an earlier one on the same port: a configuration error. */
function withoutDoubles(listeners: readonly ModelListener[]): ModelListener[] {
  const kept: ModelListener[] = [];
  const clash = (a: ModelListener, b: ModelListener): boolean =>
    (a.port === undefined || b.port === undefined || a.port === b.port) &&
    (a.hosts ?? ['*']).some((host) => (b.hosts ?? ['*']).includes(host));
  for (const item of listeners) if (!kept.some((other) => clash(item, other))) kept.push(item);
  return kept;
}

/** A name as a client may write it, and the name that is meant: the final dot of an SNI is part of it. */
const written = (isHost: boolean): fc.Arbitrary<{ readonly text: string; readonly meant: string }> =>
  fc
    .tuple(
      fc.oneof({ weight: 12, arbitrary: name }, { weight: 1, arbitrary: fc.constant('') }),
      fc.constantFrom('', '', '', '.'),
      fc.boolean(),
      fc.constantFrom('', '.'),
      isHost ? fc.constantFrom('', '', ':443', ':', ':abc', ':8443') : fc.constant(''),
    )
    .map(([labels, before, upper, dot, suffix]) => {
      const clean = labels === '' ? '' : before + labels;
      return { text: (upper ? clean.toUpperCase() : clean) + dot + suffix, meant: isHost ? clean : clean + dot };
    });

/** A connection and an authority on it. */
export const request = fc.record({
  sni: written(false),
  host: written(true),
  port: fc.oneof({ weight: 5, arbitrary: port }, { weight: 1, arbitrary: fc.constantFrom(null, 7443) }),
});
