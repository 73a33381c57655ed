import { proxy_send_local_response } from "@solo-io/proxy-runtime/assembly/imports";
import { begin, line, lineSize } from "../bytes/line";
import { textBytes, textSize } from "../bytes/text";
import { BODY_REJECTED, DETAILS_NOT_CONFIGURED } from "../bytes/texts.gen";
import { STOP } from "./status";

/** No gRPC status of our own: Envoy derives one from the HTTP status for a gRPC request. */
const NO_GRPC_STATUS: u32 = 0xffffffff;

/** Answers the request with `status`; the line holds the response code details. Answers what the callback must answer. */
export function reply(status: u32, body: usize): u32 {
  proxy_send_local_response(status, line(), lineSize(), textBytes(body), textSize(body), 0, 0, NO_GRPC_STATUS);
  return STOP;
}

/** No configuration for this stream: nothing may pass that nobody judged. */
export function replyNotConfigured(): u32 {
  begin(DETAILS_NOT_CONFIGURED);
  return reply(503, BODY_REJECTED);
}

/** The same with one header, whose pairs (ABI serialization) lie at `headers`. */
export function replyWithHeaders(status: u32, headers: usize, size: usize): u32 {
  proxy_send_local_response(status, line(), lineSize(), 0, 0, headers, size, NO_GRPC_STATUS);
  return STOP;
}
