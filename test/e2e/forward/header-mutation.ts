import { extension, type Extension, type Proto } from '../../../tools/envoy/proto.ts';

/** Native header mutation of requests (envoy.extensions.filters.http.header_mutation.v3.HeaderMutation). */
export function headerMutation(mutations: readonly Proto[]): Extension {
  return extension(
    'envoy.filters.http.header_mutation',
    'envoy.extensions.filters.http.header_mutation.v3.HeaderMutation',
    { mutations: { request_mutations: mutations } },
  );
}

/** Sets a header, whether it is there or not; `value` may hold command operators. An empty value changes nothing. */
export const setHeader = (key: string, value: string): Proto => ({
  append: { header: { key, value }, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' },
});
