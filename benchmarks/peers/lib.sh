# Sourced before a peer file: what the peer may use.
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PEERS_HOME=${PEERS_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/gatehouse-bench}
DEB=$PEERS_HOME/root
BUILD=$PEERS_HOME/build
RUN=$PEERS_HOME/run
JAVA17=${JAVA17:-${JAVA_HOME:+$JAVA_HOME/bin/}java}
# Peers for Java 25 are left out unless this names one.
JAVA25=${JAVA25:-}
JAVA_OPTS=${JAVA_OPTS:--Xmx512m}
# Debian's own: the Python peers' packages are built for it.
PY=/usr/bin/python3
BACKEND_PORT=${BACKEND_PORT:-19100}
export BACKEND=127.0.0.1:$BACKEND_PORT
export PUBKEY=$PEERS_HOME/keys/public.pem
export LIMIT=${LIMIT:-1000000}
export PYTHONPATH=$DEB/usr/lib/python3/dist-packages PYTHONDONTWRITEBYTECODE=1
export LD_LIBRARY_PATH=$DEB/usr/lib/x86_64-linux-gnu
render() { # conf/NAME -> $RUN/NAME
    sed -e "s|@RUN@|$RUN|g; s|@PORT@|$PORT|g; s|@BACKEND@|$BACKEND|g; s|@LIMIT@|$LIMIT|g; s|@PUBKEY@|$PUBKEY|g" \
        -e "s|@USER@|$(id -un)|g; s|@NGINX_MODULES@|$DEB/usr/lib/nginx/modules|g" -e "s|@BODY1K@|$(cat "$RUN/1k")|g" \
        "$HERE/conf/$1" > "$RUN/$1"
}
