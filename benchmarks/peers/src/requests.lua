-- wrk: the requests of the file $REQUESTS in turn, each line a path, a tab, and a body; one without a body is a GET.
-- A tab and a token behind that stand before $TOKEN.
local reqs, i = {}, 0
function init(args)
  local token = os.getenv("TOKEN")
  for line in io.lines(os.getenv("REQUESTS")) do
    local path, body = line:match("^([^\t]*)\t([^\t]*)")
    local bearer = line:match("^[^\t]*\t[^\t]*\t(.*)$") or token
    local headers = { ["Content-Type"] = "application/json" }
    if bearer ~= "" then headers["Authorization"] = "Bearer " .. bearer end
    if body == "" then
      reqs[#reqs + 1] = wrk.format("GET", path, headers)
    else
      reqs[#reqs + 1] = wrk.format("POST", path, headers, body)
    end
  end
end
function request()
  i = i % #reqs + 1
  return reqs[i]
end
