import { describe, expect, test } from 'vitest';
import { conformanceRows, guardConfigOf } from './conformance-row.ts';
import { guard, verdictOf } from './guard.ts';

// Gateway API's own conformance cases; 200 and 404 are the router's to tell, so here both are "pass".

describe('Gateway API conformance', () => {
  const rows = conformanceRows();
  const conformance = { table: 'Gateway API', column: 'Node host' };

  test('has its 15 rows of DetectMisdirectedRequests and 3 of HTTPSListener', () => {
    expect(rows.map(({ expected }) => expected.status).join()).toBe(
      '200,421,404,200,421,421,200,200,421,421,421,200,421,200,404,200,404,200',
    );
  });

  for (const row of rows) {
    const { sni, host } = row.input;
    test(`${row.where} SNI ${sni}, host ${host}: ${row.expected.status}`, { meta: { conformance } }, async () => {
      const { ask } = await guard(guardConfigOf(row));
      expect(verdictOf(ask({ sni, host }))).toBe(row.expected.status === 421 ? 'reject other-listener' : 'pass');
    });
  }
});
