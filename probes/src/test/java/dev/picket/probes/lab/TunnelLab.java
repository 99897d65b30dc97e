package dev.picket.probes.lab;

/// A real gateway at the target: wireguard-go, the kernel's own answers to echoes on its address in
/// the tunnel, a resolver and HTTP servers there.
final class TunnelLab {

    static final int PORT = 51_821;
    static final String OWN = "fdaa:0:1::10";
    /// Of a peer that is heard of once.
    static final String ONCE = "fdaa:0:1::11";
    static final String GATEWAY = "fdaa:0:1::3";
    static final String NAME = "_api.internal";

    /// The gateway's log goes to `$1`; keys stand in `/run`.
    static String services(String log) {
        return """
                [ -e /var/run/. ] || mount -t tmpfs tmpfs /var/run
                mkdir -p /var/run/wireguard
                ( umask 077
                  for n in gateway peer once; do
                    wg genkey > /run/$n.key; wg pubkey < /run/$n.key > /run/$n.pub
                  done )
                LOG_LEVEL=verbose ip netns exec target wireguard-go -f wgt1 > "LOG" 2>&1 &
                for _ in $(seq 100); do
                  [ -S /var/run/wireguard/wgt1.sock ] && break; sleep 0.1
                done
                ip netns exec target wg set wgt1 listen-port PORT private-key /run/gateway.key \\
                  peer "$(cat /run/peer.pub)" allowed-ips OWN/128 \\
                  peer "$(cat /run/once.pub)" allowed-ips ONCE/128
                ip -n target addr add GATEWAY/64 dev wgt1 nodad
                ip -n target link set wgt1 up
                ip netns exec target dnsmasq -k -p 53 -a GATEWAY --bind-interfaces \\
                  --no-resolv --no-hosts --user= --group= --pid-file= \\
                  --address=/NAME/GATEWAY >/run/dns.log 2>&1 &
                java target dev.picket.probes.lab.TunnelServicesMain - > /run/http.log 2>&1 &
                for _ in $(seq 100); do grep -q ready /run/http.log && break; sleep 0.1; done
                """
                .replace("LOG\"", log + "\"").replace("PORT", Integer.toString(PORT))
                .replace("OWN", OWN).replace("ONCE", ONCE).replace("GATEWAY", GATEWAY)
                .replace("NAME", NAME);
    }

    private TunnelLab() {}
}
