import { expect } from 'vitest';
import { h1 } from '../../../tools/wire/h1.ts';
import { configRows, guardPrefix } from '../../unit/guard/config-row.ts';
import { testConfigurations } from '../envoy/configuration-rows.ts';
import { anyCertificate, guardFilter, guardListener } from './guard-listener.ts';

// The rows of test/cases/config/guard-{good,bad}.jsonl.

testConfigurations({
  prefix: guardPrefix,
  good: configRows('good'),
  bad: configRows('bad'),
  async listeners() {
    const tls = await anyCertificate();
    return (name, config) => guardListener({ name, tls, httpFilters: [guardFilter(config, 'guard', name)] });
  },
  async works(_row, port) {
    expect((await h1({ port, tls: { sni: 'a.example.com' } }, { path: '/' })).status).toBe(200);
  },
});
