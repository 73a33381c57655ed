use proxy_wasm::traits::{Context, HttpContext};
use proxy_wasm::types::Action;

proxy_wasm::main! {{
    proxy_wasm::set_http_context(|_, _| -> Box<dyn HttpContext> { Box::new(LowerCase) });
}}

struct LowerCase;

impl Context for LowerCase {}

impl HttpContext for LowerCase {
    fn on_http_request_headers(&mut self, _: usize, _: bool) -> Action {
        if let Some(mut value) = self.get_http_request_header_bytes(":path") {
            let end = value.iter().position(|byte| *byte == b'?').unwrap_or(value.len());
            let path = &mut value[..end];
            if path.iter().any(|byte| byte.is_ascii_uppercase()) {
                path.make_ascii_lowercase();
                self.set_http_request_header_bytes(":path", Some(&value));
            }
        }
        Action::Continue
    }
}
