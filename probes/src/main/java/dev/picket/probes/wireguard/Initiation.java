package dev.picket.probes.wireguard;

import java.util.Optional;

/// One initiation as its sender remembers it: the 148 bytes and the state its response must fit.
/// Every attempt is an initiation of its own; a response is verified against the very one it names.
final class Initiation {

    private final InitiatorKeys keys;
    private final int index;
    private final PrivateKey ephemeral;
    private final Transcript transcript;
    private final byte[] message;

    private Initiation(InitiatorKeys keys, int index, PrivateKey ephemeral) {
        this.keys = keys;
        this.index = index;
        this.ephemeral = ephemeral;
        this.transcript = Transcript.towards(keys.gateway());
        this.message = new byte[Layout.INITIATION_LENGTH];
    }

    /// What makes an initiation unlike any other.
    ///
    /// @param index names it in the response
    /// @param cookie proves our address to a gateway under load
    record Fresh(int index, PrivateKey ephemeral, Tai64n timestamp, Optional<Cookie> cookie) {}

    static Initiation create(InitiatorKeys keys, Fresh fresh) {
        Initiation initiation = new Initiation(keys, fresh.index(), fresh.ephemeral());
        initiation.write(fresh.timestamp());
        keys.outgoing().sign(initiation.message, Layout.INIT_MAC1);
        fresh.cookie().ifPresent(cookie -> cookie.sign(initiation.message));
        return initiation;
    }

    /// Message one of the pattern: `e, es, s, ss, {timestamp}`.
    private void write(Tai64n timestamp) {
        message[0] = Layout.INITIATION;
        Bytes.putInt(message, Layout.FIRST_INDEX, index);
        byte[] publicEphemeral = ephemeral.publicKey(keys.crypto()).raw();
        transcript.mixChain(publicEphemeral);
        transcript.mixHash(publicEphemeral);
        Bytes.put(message, Layout.INIT_EPHEMERAL, publicEphemeral);
        byte[] ephemeralStatic = keys.crypto().agree(ephemeral.raw(), keys.gateway().raw())
                .orElseThrow(() -> new IllegalStateException("the gateway's key was checked"));
        byte[] key = transcript.mixKey(ephemeralStatic);
        Bytes.put(message, Layout.INIT_STATIC, transcript.sealAndMix(key, keys.ownPublic().raw()));
        key = transcript.mixKey(keys.staticStatic());
        Bytes.put(message, Layout.INIT_TIMESTAMP, transcript.sealAndMix(key, timestamp.bytes()));
    }

    int index() {
        return index;
    }

    byte[] message() {
        return message;
    }

    /// The tunnel's keys, where `response` is the gateway's true answer to this initiation:
    /// message two, `e, ee, se, psk, {}`.
    Optional<TransportKeys> accept(byte[] response) {
        if (!Layout.is(Layout.RESPONSE, response)
                || Bytes.getInt(response, Layout.RESPONSE_RECEIVER) != index
                || !keys.incoming().isSigned(response, Layout.RESPONSE_MAC1)) {
            return Optional.empty();
        }
        byte[] remote = Bytes.slice(response, Layout.RESPONSE_EPHEMERAL, Keys.LENGTH);
        Optional<byte[]> ephemerals = keys.crypto().agree(ephemeral.raw(), remote);
        Optional<byte[]> staticEphemeral = keys.crypto().agree(keys.own().raw(), remote);
        if (ephemerals.isEmpty() || staticEphemeral.isEmpty()) {
            return Optional.empty();
        }
        // On a copy: a forged response must not spoil the state the true one needs.
        Transcript next = transcript.copy();
        next.mixChain(remote);
        next.mixHash(remote);
        next.mixChain(ephemerals.get());
        next.mixChain(staticEphemeral.get());
        byte[] key = next.mixPresharedKey(keys.psk());
        Optional<byte[]> opened = next.openAndMix(key,
                Bytes.slice(response, Layout.RESPONSE_EMPTY, Aead.TAG_LENGTH));
        byte[][] split = next.split();
        next.wipe();
        return opened.map(_ -> new TransportKeys(split[0], split[1],
                Bytes.getInt(response, Layout.FIRST_INDEX)));
    }

    /// The cookie in a cookie reply to this initiation.
    Optional<Cookie> openCookie(byte[] reply) {
        if (!Layout.is(Layout.COOKIE, reply)
                || Bytes.getInt(reply, Layout.FIRST_INDEX) != index) {
            return Optional.empty();
        }
        byte[] nonce = Bytes.slice(reply, Layout.COOKIE_NONCE, Layout.COOKIE_NONCE_LENGTH);
        byte[] sealed = Bytes.slice(reply, Layout.COOKIE_SEALED,
                Layout.COOKIE_LENGTH - Layout.COOKIE_SEALED);
        byte[] mac1 = Bytes.slice(message, Layout.INIT_MAC1, Blake2s.MAC_LENGTH);
        return Aead.xopen(keys.outgoing().cookieKey(), nonce, sealed, mac1).map(Cookie::new);
    }

    /// Forgets the secrets.
    void wipe() {
        ephemeral.wipe();
        transcript.wipe();
    }
}
