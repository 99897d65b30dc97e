package dev.picket.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.picket.app.command.Questions.Question;
import dev.picket.model.topology.Path;
import dev.picket.model.topology.ProbeKind;
import dev.picket.platform.settings.Settings;
import dev.picket.probes.silence.Witness;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class QuestionsTest {

    private static final String KEY = "XasIfmJKilt54X+MQR/vEy7rB8sAyw2lNyk6mqlpkM8=";
    private static final Path PATH = new Path("here", AdHocTarget.NAME, ProbeKind.WIREGUARD);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private java.nio.file.Path folder;

    @Test
    void withoutAConfigurationTheHostAndTheUsualPortOfTheOtherTransportAreAsked()
            throws IOException {
        List<Question> asked = Questions.of(settings("10.0.0.1:51820", "udp"), PATH);

        assertThat(asked).extracting(Question::words).containsExactly("ICMP echo of 10.0.0.1",
                "TCP 443 of 10.0.0.1", "the WebSocket at 10.0.0.1:443");
        assertThat(asked).extracting(Question::guessed).containsExactly(false, false, true);
    }

    /// The silent port is no witness of itself.
    @Test
    void aWebSocketOn443IsNotAskedByTcp443() throws IOException {
        List<Question> asked = Questions.of(settings("10.0.0.1:443", "websocket"), PATH);

        assertThat(asked).extracting(Question::witness).containsExactly(Witness.ICMP_ECHO,
                Witness.BY_UDP);
        assertThat(asked.getLast().words()).isEqualTo("UDP at 10.0.0.1:51820");
    }

    @Test
    void onlyTheGatewaysOwnAddressIsAllowedBesideWhatWasAllowed() throws IOException {
        Settings settings = settings("10.0.0.1:51820", "udp");

        Settings asking = Questions.asking(settings, "here", Questions.of(settings, PATH));

        assertThat(asking.addresses().denial(InetAddress.ofLiteral("10.0.0.1")))
                .isEqualTo(Optional.empty());
        assertThat(asking.addresses().denial(InetAddress.ofLiteral("10.0.0.2"))).isPresent();
    }

    private Settings settings(String address, String transport) throws IOException {
        java.nio.file.Path key = folder.resolve("key");
        Files.writeString(key, KEY);
        AdHocTarget target = new AdHocTarget();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("target",
                CommandLine.Model.CommandSpec.forAnnotatedObject(target))).parseArgs(
                        "--transport", transport, "--public-key", KEY, "--private-key-file",
                        key.toString());
        return target.settings(ProbeKind.WIREGUARD,
                address) instanceof AdHocTarget.Reading.Valid(Settings made)
                        ? made
                        : Assertions.fail();
    }
}
