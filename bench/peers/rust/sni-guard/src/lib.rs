use proxy_wasm::traits::{Context, HttpContext};
use proxy_wasm::types::Action;

proxy_wasm::main! {{
    proxy_wasm::set_http_context(|_, _| -> Box<dyn HttpContext> { Box::new(SniGuard) });
}}

struct SniGuard;

impl Context for SniGuard {}

impl HttpContext for SniGuard {
    fn on_http_request_headers(&mut self, _: usize, _: bool) -> Action {
        let sni = self.get_property(vec!["connection", "requested_server_name"]).unwrap_or_default();
        if sni.is_empty() {
            return Action::Continue;
        }
        let authority = self.get_http_request_header_bytes(":authority").unwrap_or_default();
        if without_port(&authority).eq_ignore_ascii_case(&sni) {
            return Action::Continue;
        }
        self.send_http_response(421, vec![], Some(b"misdirected\n"));
        Action::Pause
    }
}

fn without_port(authority: &[u8]) -> &[u8] {
    match authority.iter().rposition(|byte| *byte == b':') {
        Some(colon) if authority[colon + 1..].iter().all(u8::is_ascii_digit) => &authority[..colon],
        _ => authority,
    }
}
