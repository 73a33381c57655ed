export * from "@solo-io/proxy-runtime/assembly/proxy";
import {
  Context,
  FilterHeadersStatusValues,
  GrpcStatusValues,
  registerRootContext,
  RootContext,
  send_local_response,
  stream_context,
} from "@solo-io/proxy-runtime/assembly";
import { get_property } from "@solo-io/proxy-runtime/assembly/runtime";

class Root extends RootContext {
  createContext(id: u32): Context {
    return new SniGuard(id, this);
  }

  // The one of the SDK hands the configuration's size to the host as a pointer, and traps.
  onConfigure(size: u32): bool {
    return true;
  }
}

class SniGuard extends Context {
  onRequestHeaders(count: u32, endOfStream: bool): FilterHeadersStatusValues {
    const sni = String.UTF8.decode(get_property("connection\0requested_server_name")).toLowerCase();
    let host = stream_context.headers.request.get(":authority").toLowerCase();
    const colon = host.lastIndexOf(":");
    if (colon >= 0) host = host.substring(0, colon);
    if (sni.length == 0 || sni == host) return FilterHeadersStatusValues.Continue;
    send_local_response(421, "", String.UTF8.encode("misdirected\n"), [], GrpcStatusValues.InvalidCode);
    return FilterHeadersStatusValues.StopIteration;
  }
}

registerRootContext((id: u32) => {
  return new Root(id);
}, "bench");
