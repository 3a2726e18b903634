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
fetch() { # PACKAGE...: unpacked once; those that this machine has as well, so that the tree is complete without it
    local wanted=() package deb
    for package in "$@"; do
        [[ -e "$PEERS_HOME/unpacked/$package" ]] || wanted+=("$package")
    done
    ((${#wanted[@]})) || return 0
    mkdir -p "$PEERS_HOME"/{debs/partial,root,unpacked}
    echo "fetching ${wanted[*]}"
    apt-get install -y --no-install-recommends --download-only --reinstall -q \
        -o Dir::Cache::archives="$PEERS_HOME/debs" "${wanted[@]}" > "$PEERS_HOME/apt.log" 2>&1 \
        || refuse "apt-get cannot fetch ${wanted[*]}: $(tail -n 1 "$PEERS_HOME/apt.log"); see $PEERS_HOME/apt.log"
    for deb in "$PEERS_HOME"/debs/*.deb; do dpkg -x "$deb" "$PEERS_HOME/root"; done
    for package in "${wanted[@]}"; do touch "$PEERS_HOME/unpacked/$package"; done
}
