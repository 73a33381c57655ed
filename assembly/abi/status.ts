// Answers of host calls (proxy-wasm ABI 0.2.1, proxy_status_t).

export const OK: u32 = 0;
export const NOT_FOUND: u32 = 1;
export const BAD_ARGUMENT: u32 = 2;

// What proxy_on_request_headers answers (proxy_action_t).
export const CONTINUE: u32 = 0;
export const STOP: u32 = 1;

// Log levels (proxy_log_level_t).
export const LOG_WARN: u32 = 3;
export const LOG_ERROR: u32 = 4;
