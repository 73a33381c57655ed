-- The job of the step lower-case: the query stays, and only a path that changes is written.
function envoy_on_request(request_handle)
  local headers = request_handle:headers()
  local path = headers:get(":path")
  local query = string.find(path, "?", 1, true)
  local lower
  if query then
    lower = string.lower(string.sub(path, 1, query - 1)) .. string.sub(path, query)
  else
    lower = string.lower(path)
  end
  if lower ~= path then headers:replace(":path", lower) end
end
