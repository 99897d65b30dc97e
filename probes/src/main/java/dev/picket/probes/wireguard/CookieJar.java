package dev.picket.probes.wireguard;

import dev.picket.model.time.MonotonicInstant;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// Makes the cookies of a gateway: a MAC of the sender's address and port under a secret that is
/// replaced every two minutes.
final class CookieJar {

    private static final Duration SECRET_LIFETIME = Duration.ofMinutes(2);

    private final GatewayKeys keys;
    private final Entropy entropy;
    private byte[] secret;
    private Optional<MonotonicInstant> madeAt = Optional.empty();

    CookieJar(GatewayKeys keys, Entropy entropy) {
        this.keys = keys;
        this.entropy = entropy;
        this.secret = entropy.bytes(Keys.LENGTH);
    }

    Cookie cookieFor(MonotonicInstant now, InetSocketAddress from) {
        if (madeAt.isEmpty() || !now.isBefore(madeAt.get().plus(SECRET_LIFETIME))) {
            secret = entropy.bytes(Keys.LENGTH);
            madeAt = Optional.of(now);
        }
        return new Cookie(Blake2s.mac(secret, addressAndPort(from)));
    }

    /// The cookie reply to an initiation, 64 bytes.
    byte[] reply(Cookie cookie, byte[] initiation) {
        byte[] reply = new byte[Layout.COOKIE_LENGTH];
        reply[0] = Layout.COOKIE;
        Bytes.putInt(reply, Layout.FIRST_INDEX, Bytes.getInt(initiation, Layout.FIRST_INDEX));
        byte[] nonce = entropy.bytes(Layout.COOKIE_NONCE_LENGTH);
        Bytes.put(reply, Layout.COOKIE_NONCE, nonce);
        byte[] mac1 = Bytes.slice(initiation, Layout.INIT_MAC1, Blake2s.MAC_LENGTH);
        Bytes.put(reply, Layout.COOKIE_SEALED,
                Aead.xseal(keys.incoming().cookieKey(), nonce, cookie.value(), mac1));
        return reply;
    }

    private static byte[] addressAndPort(InetSocketAddress from) {
        InetAddress address = from.getAddress();
        byte[] raw = address == null ? new byte[0] : address.getAddress();
        byte[] both = Arrays.copyOf(raw, raw.length + Integer.BYTES);
        Bytes.putInt(both, raw.length, from.getPort());
        return both;
    }
}
