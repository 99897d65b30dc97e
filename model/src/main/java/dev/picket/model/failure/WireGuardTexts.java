package dev.picket.model.failure;

import dev.picket.model.failure.FailureCode.Blame;
import dev.picket.model.failure.FailureCode.Text;

/// What the codes of WireGuard say, by their names without `WG_`.
final class WireGuardTexts {

    static final Text NO_HANDSHAKE_REPLY = new Text(Blame.PATH, "handshake reply",
            "packets lost on the path, a filtered port, an unknown key or a dead gateway",
            "compare with another gateway from the same vantage");
    static final Text COOKIE_ONLY = new Text(Blame.TARGET, "handshake reply",
            "the gateway is under load and answers with cookies only",
            "look at the gateway's handshake load");
    static final Text REPLY_INVALID = new Text(Blame.TARGET, "reply verification",
            "the reply does not authenticate under the expected keys",
            "check the gateway's key and the pre-shared key");
    static final Text CONFIRM_FAILED = new Text(Blame.PATH, "confirmation",
            "the closing keepalive could not be sent",
            "look at the route towards the target");
    static final Text PEER_NOT_CONFIRMED = new Text(Blame.PATH, "confirmation by the gateway",
            "the gateway initiated, and our response or its first data was lost",
            "look at what tells types 2 and 4 from type 1 on the way");
    static final Text ONE_WAY = new Text(Blame.PATH, "data through the tunnel",
            "handshakes pass and data does not, or passes one way only",
            "look at what tells type 4 from types 1 and 2 on the way, and at the gateway's routes");
    static final Text TUNNEL_ECHO_SILENT = new Text(Blame.TARGET, "echo in the tunnel",
            "the tunnel carries data, the gateway's address in it answers no echo",
            "look at the gateway's address inside the tunnel and at its filter");
    static final Text TUNNEL_UNREACHABLE = new Text(Blame.TARGET, "answer in the tunnel",
            "the gateway carries data and says that what is behind it cannot be reached",
            "look at the gateway's routes, and whether the service listens");
    static final Text TUNNEL_DNS_SILENT = new Text(Blame.TARGET,
            "answer of the resolver in the tunnel",
            "the gateway answers echoes, the resolver behind it is dead or filtered",
            "look at the resolver inside the tunnel");
    static final Text TUNNEL_DNS_ERROR = new Text(Blame.TARGET,
            "address from the resolver in the tunnel",
            "the resolver inside the tunnel does not know the API's address",
            "look at the resolver inside the tunnel and at what feeds it");
    static final Text TUNNEL_TCP_SILENT = new Text(Blame.TARGET, "connection in the tunnel",
            "packets pass, connections to the service are swallowed",
            "look at the filter of the gateway and at the load of the service behind it");
    static final Text TUNNEL_TCP_REFUSED = new Text(Blame.TARGET, "connection in the tunnel",
            "the tunnel works, the service behind it does not listen",
            "check that the service runs and listens on its address inside the tunnel");
    static final Text TUNNEL_TCP_BROKEN = new Text(Blame.TARGET, "answer in the tunnel",
            "the service inside the tunnel takes connections and does not answer",
            "look at the service behind the gateway");
    static final Text TUNNEL_HTTP_STATUS = new Text(Blame.TARGET, "expected status in the tunnel",
            "the API inside the tunnel answers, but not as expected",
            "look at the API's own errors");
    static final Text WS_UPGRADE_SILENT = new Text(Blame.TARGET, "WebSocket upgrade",
            "the gateway took the request for a WebSocket and is silent",
            "look at what answers in the gateway's TLS, and compare with its UDP port");
    static final Text WS_UPGRADE_REFUSED = new Text(Blame.TARGET, "WebSocket upgrade",
            "what ends TLS there has no WebSocket to give",
            "look at the proxy before the gateway and at what it carries on to");
    static final Text WS_UPGRADE_MALFORMED = new Text(Blame.TARGET, "WebSocket upgrade",
            "what answers there does not speak WebSocket", "check what listens on that port");
    static final Text WS_UPGRADE_CLOSED = new Text(Blame.TARGET, "WebSocket upgrade",
            "the connection ended before the upgrade did",
            "look at the proxy before the gateway and at what it carries on to");
    static final Text WS_CLOSED = new Text(Blame.TARGET, "lasting WebSocket",
            "the gateway closed the WebSocket before the run in it ended",
            "look at the gateway's WebSocket, and compare with its UDP port");
    static final Text WS_FRAMING = new Text(Blame.TARGET, "framing",
            "what comes in the WebSocket is not framed as packets are",
            "check what the WebSocket leads to, and its version");
    static final Text WS_NO_REPLY = new Text(Blame.TARGET, "handshake reply",
            "the WebSocket stands, what is behind it is dead or does not know the key",
            "compare with the gateway's UDP port, and with another key");

    private WireGuardTexts() {}
}
