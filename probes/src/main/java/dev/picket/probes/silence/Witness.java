package dev.picket.probes.silence;

import java.util.Optional;

/// Who may tell why a gateway is silent. Each gives one [Sign] or was not asked.
public enum Witness {
    /// Our own initiations by UDP: silence, or an ICMP port unreachable.
    UDP_PORT("", "the UDP port"),
    /// The WebSocket our own handshake went through: good where it stands.
    WEBSOCKET_PORT("", "the WebSocket's port"),
    /// Cookies instead of responses in the run itself: partly.
    COOKIES("", "the gateway's load"),
    /// The same gateway by WebSocket, asked of a run by UDP; partly where the WebSocket stands and
    /// no handshake is answered in it.
    BY_WEBSOCKET("a handshake in the WebSocket that is configured for the gateway",
            "the WebSocket"),
    /// The same gateway by UDP, asked of a run by WebSocket.
    BY_UDP("a handshake by UDP with the same gateway", "UDP"),
    /// TCP 443 of the same address.
    TCP_443("a connection to TCP 443 of the same address", "TCP 443"),
    /// ICMP echo of the same address: partly where at least a quarter is lost, refused where a
    /// router answers that there is no way.
    ICMP_ECHO("an ICMP echo of the same address", "ICMP echo"),
    /// Other datagrams to the same host, by STAMP; as for ICMP echo.
    DATAGRAMS("other datagrams to the same host", "STAMP"),
    /// Another gateway from the same vantage.
    OTHER_GATEWAY("another gateway from the same vantage", "another gateway"),
    /// Another key at the same gateway by the same transport.
    OTHER_KEY("another key at the same gateway", "another key"),
    /// Our own clock: good where it is ahead of every timestamp on record for the key, refused
    /// where it is behind the last one.
    OWN_CLOCK("the last timestamp of the key, which `run` keeps beside its database",
            "our clock");

    private final String asking;
    private final String name;

    Witness(String asking, String name) {
        this.asking = asking;
        this.name = name;
    }

    /// How it is asked, for people; none where the silent run itself is the witness.
    public Optional<String> asking() {
        return asking.isEmpty() ? Optional.empty() : Optional.of(asking);
    }

    /// Who it is, for people.
    public String words() {
        return name;
    }

    /// What it said, for people, such as `TCP 443 is refused`.
    public String words(Sign sign) {
        return switch (this) {
            case COOKIES -> sign == Sign.GOOD ? "no cookies came" : "cookies came";
            case OWN_CLOCK -> "our clock is " + (sign == Sign.GOOD ? "ahead of" : "behind")
                    + " the last timestamp on record";
            default -> name + " " + switch (sign) {
                case GOOD -> "is good";
                case PARTLY -> this == BY_WEBSOCKET
                        ? "stands and brings no handshake"
                        : "loses packets";
                case SILENT -> "is silent";
                case REFUSED -> "is refused";
            };
        };
    }
}
