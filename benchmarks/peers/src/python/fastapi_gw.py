"""FastAPI + aiohttp + PyJWT + in-memory rate limit, uvicorn with 2 workers."""
import os
import time
import uuid

import aiohttp
import jwt
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import Response, StreamingResponse
from jwt.algorithms import RSAAlgorithm

BACKEND = "http://" + os.environ["BACKEND"]
LIMIT = int(os.environ["LIMIT"])
KEY = RSAAlgorithm(RSAAlgorithm.SHA256).prepare_key(open(os.environ["PUBKEY"]).read())
ROUTES = {"/api/products/": "/products/"}
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host", "te", "trailer", "upgrade", "server",
       "date"}
app = FastAPI()
hits: dict = {}


@app.on_event("startup")
async def startup():
    app.state.http = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=256), timeout=aiohttp.ClientTimeout(30), auto_decompress=False)


@app.on_event("shutdown")
async def shutdown():
    await app.state.http.close()


async def client(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise HTTPException(401, "missing token")
    try:
        sub = jwt.decode(token, KEY, algorithms=["RS256"], audience="gatehouse")["sub"]
    except (jwt.PyJWTError, KeyError):
        raise HTTPException(401, "bad token")
    second = int(time.time())
    window = hits.get(sub)
    if window is None or window[0] != second:
        window = hits[sub] = [second, 0]
    window[1] += 1
    if window[1] > LIMIT:
        raise HTTPException(429, "too many requests")
    return sub


@app.api_route("/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
async def proxy(request: Request, path: str, sub: str = Depends(client)):
    path = request.url.path
    for prefix, target in ROUTES.items():
        if path.startswith(prefix):
            break
    else:
        raise HTTPException(404, "no route")
    headers = {k: v for k, v in request.headers.items() if k not in HOP}
    headers["X-Request-Id"] = str(uuid.uuid4())
    upstream = await app.state.http.request(
        request.method, BACKEND + target + path[len(prefix):], params=request.query_params, headers=headers,
        data=await request.body() or None, allow_redirects=False)
    out = {k: v for k, v in upstream.headers.items() if k.lower() not in HOP}
    if (upstream.content_length or 0) > 1 << 18:
        return StreamingResponse(upstream.content.iter_chunked(1 << 16), upstream.status, out)
    return Response(await upstream.read(), upstream.status, out)
