package dev.picket.probes.wireguard;

import dev.picket.model.time.MonotonicInstant;
import dev.picket.probes.session.Responder;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The answering half of WireGuard's handshake, without a tunnel behind it: answers initiations of
/// the peers it knows, takes their keepalives, and meets everything else with silence, as
/// WireGuard's own implementations do. For one thread.
public final class WireGuardGateway implements Responder {

    /// Peers one gateway holds.
    public static final int PEERS_MAX = 65_536;
    /// A peer's initiations are heard no faster than this.
    private static final Duration INITIATION_SPACING = Duration.ofMillis(20);

    private final GatewayKeys keys;
    private final Entropy entropy;
    private final CookieJar cookies;
    private final Map<PublicKey, GatewayPeer> peers = new HashMap<>();
    private final Map<Integer, GatewayPeer> byIndex = new HashMap<>();
    private final GatewayCounts counts = new GatewayCounts();
    private boolean underLoad;

    public WireGuardGateway(GatewayKeys keys, Entropy entropy) {
        this.keys = keys;
        this.entropy = entropy;
        this.cookies = new CookieJar(keys, entropy);
    }

    public PublicKey publicKey() {
        return keys.publicKey();
    }

    /// Makes a peer known. False where the gateway is full or the key is one nobody can have.
    public boolean addPeer(PublicKey peer, PresharedKey psk) {
        if (peers.size() >= PEERS_MAX) {
            return false;
        }
        Optional<byte[]> shared = keys.crypto().agree(keys.own().raw(), peer.raw());
        shared.ifPresent(secret -> {
            removePeer(peer);
            peers.put(peer, new GatewayPeer(psk, secret));
        });
        return shared.isPresent();
    }

    public void removePeer(PublicKey peer) {
        GatewayPeer removed = peers.remove(peer);
        if (removed != null) {
            removed.index().ifPresent(byIndex::remove);
        }
    }

    /// Under load a gateway hands out cookies and hears only those who show one.
    public void setUnderLoad(boolean underLoad) {
        this.underLoad = underLoad;
    }

    public GatewayCounts counts() {
        return counts;
    }

    @Override
    public Optional<ByteBuffer> answer(MonotonicInstant now, Instant wall, InetSocketAddress from,
            ByteBuffer request) {
        byte[] message = Bytes.copyOf(request);
        if (Layout.is(Layout.INITIATION, message)) {
            return initiation(now, from, message);
        }
        if (Layout.is(Layout.DATA, message)) {
            data(message);
        }
        return Optional.empty();
    }

    private Optional<ByteBuffer> initiation(MonotonicInstant now, InetSocketAddress from,
            byte[] message) {
        if (!keys.incoming().isSigned(message, Layout.INIT_MAC1)) {
            counts.invalid();
            return Optional.empty();
        }
        if (underLoad) {
            Cookie cookie = cookies.cookieFor(now, from);
            if (!cookie.hasSigned(message)) {
                counts.cookieSent();
                return Optional.of(ByteBuffer.wrap(cookies.reply(cookie, message)));
            }
        }
        return ReceivedInitiation.read(keys, message)
                .flatMap(received -> accept(now, received));
    }

    private Optional<ByteBuffer> accept(MonotonicInstant now, ReceivedInitiation received) {
        GatewayPeer peer = peers.get(received.sender());
        if (peer == null) {
            counts.unknownPeer();
            return Optional.empty();
        }
        Optional<Tai64n> timestamp = received.timestamp(peer.staticStatic());
        if (timestamp.isEmpty()) {
            counts.invalid();
            return Optional.empty();
        }
        if (!peer.isNewer(timestamp.get())) {
            counts.replayed();
            return Optional.empty();
        }
        if (!peer.isSpaced(now, INITIATION_SPACING)) {
            counts.tooFast();
            return Optional.empty();
        }
        peer.heard(now, timestamp.get());
        return respond(peer, received);
    }

    private Optional<ByteBuffer> respond(GatewayPeer peer, ReceivedInitiation received) {
        int index = freshIndex();
        PrivateKey ephemeral = PrivateKey.generate(entropy);
        Optional<ReceivedInitiation.Answer> answer = received.answer(peer.psk(),
                new ReceivedInitiation.Fresh(index, ephemeral));
        ephemeral.wipe();
        answer.ifPresent(given -> {
            peer.index().ifPresent(byIndex::remove);
            peer.established(index, given.transport());
            byIndex.put(index, peer);
            counts.answered();
        });
        return answer.map(ReceivedInitiation.Answer::message);
    }

    private int freshIndex() {
        int index = Bytes.getInt(entropy.bytes(Integer.BYTES), 0);
        while (byIndex.containsKey(index)) {
            index++;
        }
        return index;
    }

    private void data(byte[] message) {
        GatewayPeer peer = byIndex.get(Bytes.getInt(message, Layout.FIRST_INDEX));
        if (peer != null && peer.opens(message)) {
            counts.confirmed();
        } else {
            counts.invalid();
        }
    }
}
