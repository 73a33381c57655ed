-- The rule SNI_EQUALS_HOST: the host without its port is the server name of the connection, whatever the case.
function envoy_on_request(request_handle)
  local sni = request_handle:streamInfo():requestedServerName()
  if sni == nil or sni == "" then return end
  local host = string.gsub(request_handle:headers():get(":authority"), ":%d*$", "")
  if string.lower(host) ~= string.lower(sni) then
    request_handle:respond({ [":status"] = "421" }, "misdirected\n")
  end
end
