#include "abi.h"

static u8 lower(u8 byte) { return (u8)(byte - 'A') < 26 ? byte | 32 : byte; }

static usize without_port(const u8 *host, usize size) {
  for (usize i = size; i > 0; i--) {
    if (host[i - 1] == ':') return i - 1;
    if ((u8)(host[i - 1] - '0') > 9) break;
  }
  return size;
}

EXPORT(proxy_on_request_headers) u32 request_headers(u32 context, u32 headers, u32 end_of_stream) {
  u8 *sni, *host;
  usize sni_size, host_size, i = 0;
  top = 0;
  if (proxy_get_property("connection\0requested_server_name", 32, &sni, &sni_size) || !sni_size) return 0;
  if (proxy_get_header_map_value(0, ":authority", 10, &host, &host_size)) return 0;
  if (without_port(host, host_size) == sni_size) {
    while (i < sni_size && lower(host[i]) == lower(sni[i])) i++;
    if (i == sni_size) return 0;
  }
  proxy_send_local_response(421, 0, 0, "misdirected\n", 12, 0, 0, -1);
  return 1;
}
