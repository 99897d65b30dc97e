package dev.picket.probes.wireguard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PublishedVectorsTest {

    private static final String SUNSCREEN = "Ladies and Gentlemen of the class of '99: If I could "
            + "offer you only one tip for the future, sunscreen would be it.";
    private static final String AEAD_KEY = "808182838485868788898a8b8c8d8e8f"
            + "909192939495969798999a9b9c9d9e9f";
    private static final String AEAD_ASSOCIATED = "50515253c0c1c2c3c4c5c6c7";

    static Stream<Crypto> cryptos() {
        return Stream.of(new BouncyCastleCrypto(), ConscryptCrypto.load().orElseThrow());
    }

    @Test
    void blake2sOfAbcIsRfc7693AppendixB() {
        assertThat(hex(Blake2s.hash("abc".getBytes(US_ASCII)))).isEqualTo(
                "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982");
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void scalarMultiplicationIsRfc7748Section52(Crypto crypto) {
        assertThat(agree(crypto,
                "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
                "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")).contains(
                        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
        assertThat(agree(crypto,
                "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
                "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493")).contains(
                        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void keyAgreementIsRfc7748Section61(Crypto crypto) {
        String alice = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
        String bob = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";
        String alicePublic = hex(crypto.publicKeyOf(unhex(alice)));
        String bobPublic = hex(crypto.publicKeyOf(unhex(bob)));
        assertThat(alicePublic).isEqualTo(
                "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        assertThat(bobPublic).isEqualTo(
                "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
        assertThat(agree(crypto, alice, bobPublic)).contains(
                "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
        assertThat(agree(crypto, bob, alicePublic)).isEqualTo(agree(crypto, alice, bobPublic));
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void aPointOfSmallOrderIsRefused(Crypto crypto) {
        assertThat(agree(crypto,
                "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
                "0".repeat(64))).isEmpty();
    }

    @Test
    void aeadIsRfc8439Section282() {
        byte[] sealed = Aead.sealWithNonce(unhex(AEAD_KEY), unhex("070000004041424344454647"),
                SUNSCREEN.getBytes(US_ASCII), unhex(AEAD_ASSOCIATED));
        assertThat(hex(sealed)).isEqualTo("d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a7"
                + "36ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f"
                + "2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d265"
                + "86cec64b61161ae10b594f09e26a7e902ecbd0600691");
    }

    @Test
    void subkeyIsXchachaDraftSection221() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        assertThat(hex(HChaCha20.subkey(key, unhex("000000090000004a0000000031415927"))))
                .isEqualTo("82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc");
    }

    @Test
    void extendedAeadIsXchachaDraftAppendixA31() {
        byte[] nonce = unhex("404142434445464748494a4b4c4d4e4f5051525354555657");
        byte[] sealed = Aead.xseal(unhex(AEAD_KEY), nonce, SUNSCREEN.getBytes(US_ASCII),
                unhex(AEAD_ASSOCIATED));
        assertThat(hex(sealed)).isEqualTo("bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c"
                + "21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba4"
                + "0db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f6"
                + "15c68b13b52ec0875924c1c7987947deafd8780acf49");
        assertThat(Aead.xopen(unhex(AEAD_KEY), nonce, sealed, unhex(AEAD_ASSOCIATED))
                .map(PublishedVectorsTest::hex)).contains(hex(SUNSCREEN.getBytes(US_ASCII)));
        sealed[0] ^= 1;
        assertThat(Aead.xopen(unhex(AEAD_KEY), nonce, sealed, unhex(AEAD_ASSOCIATED))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "746573742d6b6579,746573742d696e707574,"
                    + "6f0e5ad38daba1bea8a0d213688736f19763239305e0f58aba697f9ffc41c633,"
                    + "df1194df20802a4fe594cde27e92991c8cae66c366e8106aaa937a55fa371e8a,"
                    + "fac6e2745a325f5dc5d11a5b165aad08b0ada28e7b4e666b7c077934a4d76c24",
            "776972656775617264,776972656775617264,"
                    + "491d43bbfdaa8750aaf535e334ecbfe5129967cd64635101c566d4caefda96e8,"
                    + "1e71a379baefd8a79aa4662212fcafe19a23e2b609a3db7d6bcba8f560e3d25f,"
                    + "31e1ae48bddfbe5de38f295e5452b1909a1b4e38e183926af3780b0c1e1f0160",
            "'','',"
                    + "8387b46bf43eccfcf349552a095d8315c4055beb90208fb1be23b894bc2ed5d0,"
                    + "58a0e5f6faefccf4807bff1f05fa8a9217945762040bcec2f4b4a62bdfe0e86e,"
                    + "0ce6ea98ec548f8e281e93e32db65621c45eb18dc6f0a7ad94178610a2f7338e"})
    void keyDerivationIsWireguardGos(String key, String input, String first, String second,
            String third) {
        for (int n = 1; n <= 3; n++) {
            assertThat(Stream.of(Blake2s.derive(unhex(key), unhex(input), n))
                    .map(PublishedVectorsTest::hex))
                    .containsExactlyElementsOf(
                            Stream.of(first, second, third).limit(n).toList());
        }
    }

    @Test
    void theHandshakeBeginsWithThePublishedConstants() {
        assertThat(hex(Transcript.INITIAL_CHAINING_KEY)).isEqualTo(
                "60e26daef327efc02ec335e2a025d2d016eb4206f87277f52d38d1988b78cd36");
        assertThat(hex(Transcript.INITIAL_HASH)).isEqualTo(
                "2211b361081ac566691243db458ad5322d9c6c662293e8b70ee19c65ba079ef3");
    }

    @Test
    void aTimestampIsTai64nRoundedDownToTwoToThe24Nanoseconds() {
        Tai64n stamp = Tai64n.of(Instant.ofEpochSecond(1_700_000_000L, 999_999_999L));
        assertThat(stamp).hasToString("400000006553f10a" + "3b000000");
        assertThat(0x3b000000).isLessThanOrEqualTo(999_999_999).isGreaterThan(
                999_999_999 - Tai64n.STEP_NANOS);
    }

    private static Optional<String> agree(Crypto crypto, String privateKey, String publicKey) {
        return crypto.agree(unhex(privateKey), unhex(publicKey)).map(PublishedVectorsTest::hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] unhex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
