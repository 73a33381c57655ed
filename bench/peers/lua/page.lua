-- The filter of Istio's page "Security Best Practices", section "Case normalization".
function envoy_on_request(request_handle)
  local path = request_handle:headers():get(":path")
  request_handle:headers():replace(":path", string.lower(path))
end
