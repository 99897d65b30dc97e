package dev.picket.probes.wireguard;

import java.nio.ByteBuffer;
import java.util.Optional;

/// An initiation as the gateway reads it, up to the point where its sender is known.
final class ReceivedInitiation {

    private final GatewayKeys keys;
    private final byte[] message;
    private final byte[] remoteEphemeral;
    private final Transcript transcript;
    private final PublicKey sender;

    private ReceivedInitiation(GatewayKeys keys, byte[] message, Transcript transcript,
            byte[] senderStatic) {
        this.keys = keys;
        this.message = message;
        this.remoteEphemeral = Bytes.slice(message, Layout.INIT_EPHEMERAL, Keys.LENGTH);
        this.transcript = transcript;
        this.sender = PublicKey.of(senderStatic);
    }

    /// What the gateway sends back, and the tunnel's keys on its side.
    record Answer(ByteBuffer message, TransportKeys transport) {}

    /// What is new in an answer.
    record Fresh(int index, PrivateKey ephemeral) {}

    /// Reads who is speaking: `e, es, s` of message one. Empty where it does not decrypt.
    static Optional<ReceivedInitiation> read(GatewayKeys keys, byte[] message) {
        byte[] ephemeral = Bytes.slice(message, Layout.INIT_EPHEMERAL, Keys.LENGTH);
        Transcript transcript = Transcript.towards(keys.publicKey());
        transcript.mixChain(ephemeral);
        transcript.mixHash(ephemeral);
        return keys.crypto().agree(keys.own().raw(), ephemeral).flatMap(shared -> {
            byte[] key = transcript.mixKey(shared);
            return transcript.openAndMix(key,
                    Bytes.slice(message, Layout.INIT_STATIC, Layout.INIT_STATIC_LENGTH));
        }).map(sender -> new ReceivedInitiation(keys, message, transcript, sender));
    }

    PublicKey sender() {
        return sender;
    }

    /// `ss, {timestamp}`: proves that the sender has the private key of the name it gave.
    Optional<Tai64n> timestamp(byte[] staticStatic) {
        byte[] key = transcript.mixKey(staticStatic);
        return transcript.openAndMix(key,
                Bytes.slice(message, Layout.INIT_TIMESTAMP, Layout.INIT_TIMESTAMP_LENGTH))
                .map(Tai64n::read);
    }

    /// Message two, `e, ee, se, psk, {}`; after [#timestamp].
    Optional<Answer> answer(PresharedKey psk, Fresh fresh) {
        Crypto crypto = keys.crypto();
        Optional<byte[]> ephemerals = crypto.agree(fresh.ephemeral().raw(), remoteEphemeral);
        Optional<byte[]> staticEphemeral = crypto.agree(fresh.ephemeral().raw(), sender.raw());
        if (ephemerals.isEmpty() || staticEphemeral.isEmpty()) {
            return Optional.empty();
        }
        int remoteIndex = Bytes.getInt(message, Layout.FIRST_INDEX);
        byte[] response = new byte[Layout.RESPONSE_LENGTH];
        response[0] = Layout.RESPONSE;
        Bytes.putInt(response, Layout.FIRST_INDEX, fresh.index());
        Bytes.putInt(response, Layout.RESPONSE_RECEIVER, remoteIndex);
        byte[] publicEphemeral = fresh.ephemeral().publicKey(crypto).raw();
        Bytes.put(response, Layout.RESPONSE_EPHEMERAL, publicEphemeral);
        transcript.mixChain(publicEphemeral);
        transcript.mixHash(publicEphemeral);
        transcript.mixChain(ephemerals.get());
        transcript.mixChain(staticEphemeral.get());
        byte[] key = transcript.mixPresharedKey(psk);
        Bytes.put(response, Layout.RESPONSE_EMPTY, transcript.sealAndMix(key, new byte[0]));
        Macs.towards(sender).sign(response, Layout.RESPONSE_MAC1);
        byte[][] split = transcript.split();
        transcript.wipe();
        return Optional.of(new Answer(ByteBuffer.wrap(response),
                new TransportKeys(split[1], split[0], remoteIndex)));
    }
}
