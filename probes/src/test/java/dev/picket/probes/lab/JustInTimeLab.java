package dev.picket.probes.lab;

/// A real gateway at the target that has no peer. What installs one just in time watches for
/// initiations, as the provider's does (`udp and dst port 51820 and udp[8] = 1`), then tells
/// wireguard-go of the peer and its endpoint and sends a packet into the tunnel, so that it
/// initiates at once.
final class JustInTimeLab {

    static final int PORT = 51_823;

    /// The gateway's log goes to `log`; keys stand in `/run`.
    static String services(String log) {
        return """
                [ -e /var/run/. ] || mount -t tmpfs tmpfs /var/run
                mkdir -p /var/run/wireguard
                ( umask 077
                  for n in gateway peer; do
                    wg genkey > /run/$n.key; wg pubkey < /run/$n.key > /run/$n.pub
                  done )
                LOG_LEVEL=verbose ip netns exec target wireguard-go -f wgj > "LOG" 2>&1 &
                for _ in $(seq 100); do
                  [ -S /var/run/wireguard/wgj.sock ] && break; sleep 0.1
                done
                ip netns exec target wg set wgj listen-port PORT private-key /run/gateway.key
                ip -n target addr add GATEWAY/64 dev wgj nodad
                ip -n target link set wgj up
                ip netns exec target nft -f - <<'RULES'
                table inet jit {
                  set from { type ipv4_addr . inet_service; flags dynamic; size 16; }
                  chain in { type filter hook input priority 0; policy accept;
                    udp dport PORT @th,64,8 1 update @from { ip saddr . udp sport }
                  }
                }
                RULES
                ( from=
                  while [ -z "$from" ]; do
                    from=$(ip netns exec target nft list set inet jit from \\
                      | sed -n 's/.*{ \\([0-9.]*\\) \\. \\([0-9]*\\).*/\\1:\\2/p')
                    sleep 0.01
                  done
                  ip netns exec target wg set wgj peer "$(cat /run/peer.pub)" \\
                    allowed-ips OWN/128 endpoint "$from"
                  ip netns exec target bash -c 'echo > /dev/udp/OWN/9' ) >/run/jit.log 2>&1 &
                """
                .replace("LOG\"", log + "\"").replace("PORT", Integer.toString(PORT))
                .replace("OWN", TunnelLab.OWN).replace("GATEWAY", TunnelLab.GATEWAY);
    }

    private JustInTimeLab() {}
}
