#!/usr/bin/env bash
# A small network of two providers in namespaces of its own: no root, nothing survives its end.
#
#                 north (router)
#   vantages    /               \    sin: reflectors on :862, WireGuard gateway on :51820
#   sjc, office                   =
#               \               /    fra: the same
#                 south (router)
#
# Every target has two addresses, one reached through each provider. Usage:
#   lab.sh COMMAND…    builds the network, runs COMMAND in the vantages' namespace, takes all down
# In there, `ip netns exec north nft …` makes faults; see README.md beside this file.
set -euo pipefail

if [ "${PICKET_LAB:-}" != inside ]; then
    exec env PICKET_LAB=inside unshare --user --map-root-user --net --mount --pid --fork \
        --kill-child --mount-proc "$BASH" "${BASH_SOURCE[0]}" "$@"
fi

mount -t tmpfs tmpfs /run
mkdir -p /run/netns /run/wireguard /run/lab
ip link set lo up
ip addr add 10.81.1.2/32 dev lo
ip addr add 10.81.1.3/32 dev lo

# provider NAME NUMBER: a router behind 10.81.NUMBER.0/30 that knows the way back to the vantages.
provider() {
    ip netns add "$1"
    ip -n "$1" link set lo up
    ip netns exec "$1" sysctl -qw net.ipv4.ip_forward=1
    ip link add "to-$1" type veth peer name home netns "$1"
    ip addr add "10.81.$2.1/30" dev "to-$1"
    ip link set "to-$1" up
    ip -n "$1" addr add "10.81.$2.2/30" dev home
    ip -n "$1" link set home up
    ip -n "$1" route add 10.81.1.0/24 via "10.81.$2.1"
    ip netns exec "$1" nft add table inet faults
    ip netns exec "$1" nft \
        'add chain inet faults passing { type filter hook forward priority 0; policy accept; }'
}

# attach REGION PROVIDER PROVIDER_NUMBER NET: gives REGION the address 10.81.NET.2 at PROVIDER.
attach() {
    ip link add "$1-$2" netns "$2" type veth peer name "$2" netns "$1"
    ip -n "$2" addr add "10.81.$4.1/24" dev "$1-$2"
    ip -n "$2" link set "$1-$2" up
    ip -n "$1" addr add "10.81.$4.2/24" dev "$2"
    ip -n "$1" link set "$2" up
    ip -n "$1" route add default via "10.81.$4.1" table "$4"
    ip -n "$1" rule add from "10.81.$4.2" lookup "$4"
    ip route add "10.81.$4.0/24" via "10.81.$3.2"
}

# gateway REGION PEER_PUBLIC_KEY…: a WireGuard gateway by wireguard-go; its public key is kept.
gateway() {
    local region=$1
    shift
    ip netns exec "$region" wireguard-go -f "wg-$region" >/dev/null 2>&1 &
    for _ in $(seq 100); do
        [ -S "/run/wireguard/wg-$region.sock" ] && break
        sleep 0.05
    done
    (umask 077 && wg genkey >"/run/lab/$region.key")
    local peers=() number=0
    for key in "$@"; do
        number=$((number + 1))
        peers+=(peer "$key" allowed-ips "10.99.0.$number/32")
    done
    ip netns exec "$region" wg set "wg-$region" listen-port 51820 \
        private-key "/run/lab/$region.key" "${peers[@]}"
    ip -n "$region" link set "wg-$region" up
    wg pubkey <"/run/lab/$region.key" >"/run/lab/$region.pub"
}

provider north 11
provider south 12
for region in sin fra; do
    ip netns add "$region"
    ip -n "$region" link set lo up
done
attach sin north 11 2
attach sin south 12 3
attach fra north 11 4
attach fra south 12 5
for vantage in sjc office; do
    (umask 077 && wg genkey >"/run/lab/$vantage.key")
    wg pubkey <"/run/lab/$vantage.key" >"/run/lab/$vantage.pub"
done
gateway sin "$(cat /run/lab/sjc.pub)" "$(cat /run/lab/office.pub)"
gateway fra "$(cat /run/lab/sjc.pub)" "$(cat /run/lab/office.pub)"

# The configuration, with the keys of this very lab.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
sed -e "s|SIN_PUBLIC_KEY|$(cat /run/lab/sin.pub)|" -e "s|FRA_PUBLIC_KEY|$(cat /run/lab/fra.pub)|" \
    "$here/picket.yaml" >/run/lab/picket.yaml

# The reflectors: Picket's own. PICKET may name another way to start it.
picket=${PICKET:-"$here/../../picket"}
# reflect REGION NET NET: one reflector process on both addresses of a region.
reflect() {
    # shellcheck disable=SC2086
    ip netns exec "$1" $picket reflect --listen "10.81.$2.2:862" --listen "10.81.$3.2:862" \
        >"/run/lab/$1.reflect" 2>&1 &
}
reflect sin 2 3
reflect fra 4 5
for region in sin fra; do
    for _ in $(seq 600); do
        grep -q 862 "/run/lab/$region.reflect" && break
        sleep 0.1
    done
done
cd /run/lab
"$@"
