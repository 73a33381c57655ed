// The raw proxy-wasm ABI 0.2.1, with the very exports that our filters have.
typedef unsigned int u32;
typedef unsigned char u8;
typedef unsigned long usize;
#define IMPORT(name) __attribute__((import_module("env"), import_name(#name))) extern
#define EXPORT(name) __attribute__((export_name(#name)))
IMPORT(proxy_get_header_map_value) u32 proxy_get_header_map_value(u32, const void *, usize, u8 **, usize *);
IMPORT(proxy_replace_header_map_value) u32 proxy_replace_header_map_value(u32, const void *, usize, const void *, usize);
IMPORT(proxy_get_property) u32 proxy_get_property(const void *, usize, u8 **, usize *);
IMPORT(proxy_send_local_response)
u32 proxy_send_local_response(u32, const void *, usize, const void *, usize, const void *, usize, int);
IMPORT(proxy_define_metric) u32 proxy_define_metric(u32, const void *, usize, u32 *);
IMPORT(proxy_increment_metric) u32 proxy_increment_metric(u32, long long);

static u8 arena[131072] __attribute__((aligned(16)));
static usize top;

EXPORT(proxy_abi_version_0_2_1) void abi_version(void) {}
EXPORT(proxy_on_memory_allocate) void *allocate(usize size) {
  usize at = top;
  if (size > sizeof arena - 16 - at) return 0;
  top = (at + size + 15) & ~15ul;
  return arena + at;
}
EXPORT(proxy_on_context_create) void context_create(u32 context, u32 parent) {}

// Built with -DCOUNTER, a module counts what it changes.
static u32 counter;
static void count(void) {
#ifdef COUNTER
  proxy_increment_metric(counter, 1);
#endif
}
EXPORT(proxy_on_configure) u32 configure(u32 root, u32 size) {
#ifdef COUNTER
  return proxy_define_metric(0, "changed", 7, &counter) == 0;
#else
  return 1;
#endif
}
