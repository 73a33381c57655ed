export * from "@solo-io/proxy-runtime/assembly/proxy";
import {
  Context,
  FilterHeadersStatusValues,
  registerRootContext,
  RootContext,
  stream_context,
} from "@solo-io/proxy-runtime/assembly";

class Root extends RootContext {
  createContext(id: u32): Context {
    return new LowerCase(id, this);
  }

  // The one of the SDK hands the configuration's size to the host as a pointer, and traps.
  onConfigure(size: u32): bool {
    return true;
  }
}

class LowerCase extends Context {
  onRequestHeaders(count: u32, endOfStream: bool): FilterHeadersStatusValues {
    const headers = stream_context.headers.request;
    const path = headers.get(":path");
    const query = path.indexOf("?");
    const lower = query < 0 ? path.toLowerCase() : path.substring(0, query).toLowerCase() + path.substring(query);
    if (lower != path) headers.replace(":path", lower);
    return FilterHeadersStatusValues.Continue;
  }
}

registerRootContext((id: u32) => {
  return new Root(id);
}, "bench");
