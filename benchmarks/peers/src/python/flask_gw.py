"""Flask + requests + PyJWT + in-memory rate limit, gunicorn with 2 workers x 16 threads."""
import os
import threading
import time
import uuid

import jwt
import requests
from flask import Flask, Response, abort, request
from jwt.algorithms import RSAAlgorithm

BACKEND = "http://" + os.environ["BACKEND"]
LIMIT = int(os.environ["LIMIT"])
KEY = RSAAlgorithm(RSAAlgorithm.SHA256).prepare_key(open(os.environ["PUBKEY"]).read())
ROUTES = {"/api/products/": "/products/"}
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host", "te", "trailer", "upgrade", "server",
       "date"}
app = Flask(__name__)
lock = threading.Lock()
hits: dict = {}
session = requests.Session()
session.mount("http://", requests.adapters.HTTPAdapter(pool_connections=4, pool_maxsize=64))
session.trust_env = False


@app.before_request
def guard():
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        abort(401)
    try:
        sub = jwt.decode(token, KEY, algorithms=["RS256"], audience="gatehouse")["sub"]
    except (jwt.PyJWTError, KeyError):
        abort(401)
    second = int(time.time())
    with lock:
        window = hits.get(sub)
        if window is None or window[0] != second:
            window = hits[sub] = [second, 0]
        window[1] += 1
        if window[1] > LIMIT:
            abort(429)


@app.route("/<path:path>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def proxy(path):
    path = "/" + path
    for prefix, target in ROUTES.items():
        if path.startswith(prefix):
            break
    else:
        abort(404)
    headers = {k: v for k, v in request.headers if k.lower() not in HOP}
    headers["X-Request-Id"] = str(uuid.uuid4())
    upstream = session.request(request.method, BACKEND + target + path[len(prefix):], params=request.args,
                               headers=headers, data=request.get_data(), allow_redirects=False, timeout=30)
    out = [(k, v) for k, v in upstream.headers.items() if k.lower() not in HOP]
    return Response(upstream.content, upstream.status_code, out)
