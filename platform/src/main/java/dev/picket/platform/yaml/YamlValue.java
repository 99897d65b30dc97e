package dev.picket.platform.yaml;

import dev.picket.platform.net.SocketAddresses;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One value of a document with its place. Each getter states a kind; a value of another kind is
/// recorded as a problem and a stand-in returned. An absent value has been recorded already and
/// yields stand-ins silently.
public final class YamlValue {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");
    private static final InetSocketAddress NO_ADDRESS = new InetSocketAddress(
            InetAddress.getLoopbackAddress(), 1);

    private final YamlDocument document;
    private final Optional<Node> node;
    private final String place;

    YamlValue(YamlDocument document, Optional<Node> node, String place) {
        this.document = document;
        this.node = node;
        this.place = place;
    }

    /// Where the value stands, such as `targets.sin-gw.address`.
    public String place() {
        return place;
    }

    public boolean isMap() {
        return node.filter(MappingNode.class::isInstance).isPresent();
    }

    public boolean isList() {
        return node.filter(SequenceNode.class::isInstance).isPresent();
    }

    /// Records `message` as a problem at this value.
    public void problem(String message) {
        document.problem(node.flatMap(Node::getStartMark), place + ": " + message);
    }

    public YamlMap map() {
        if (node.isPresent() && !isMap()) {
            expected("a map");
        }
        return new YamlMap(document, this,
                node.filter(MappingNode.class::isInstance).map(MappingNode.class::cast));
    }

    public List<YamlValue> list() {
        if (node.isPresent() && !isList()) {
            expected("a list");
            return List.of();
        }
        return node.stream().map(SequenceNode.class::cast)
                .flatMap(sequence -> sequence.getValue().stream())
                .map(item -> new YamlValue(document, Optional.of(item), place)).toList();
    }

    /// The texts of a list.
    public List<String> strings() {
        return list().stream().map(YamlValue::string).toList();
    }

    /// The text of any scalar; the empty text is a problem.
    public String string() {
        Optional<String> text = scalar();
        if (text.isEmpty() && node.isPresent()) {
            expected("a text");
        }
        return text.orElse("");
    }

    /// A whole number from `min` to `max`.
    public long integer(long min, long max) {
        Optional<BigDecimal> value = decimal().filter(number -> number.stripTrailingZeros()
                .scale() <= 0 && number.compareTo(BigDecimal.valueOf(min)) >= 0
                && number.compareTo(BigDecimal.valueOf(max)) <= 0);
        if (value.isEmpty() && node.isPresent()) {
            expected("a whole number from " + min + " to " + max);
        }
        return value.map(BigDecimal::longValue).orElse(min);
    }

    /// A number from `min` to `max`.
    public double number(double min, double max) {
        Optional<Double> value = decimal().map(BigDecimal::doubleValue)
                .filter(number -> number >= min && number <= max);
        if (value.isEmpty() && node.isPresent()) {
            expected("a number from " + min + " to " + max);
        }
        return value.orElse(min);
    }

    /// A ratio, 0..1.
    public double ratio() {
        return number(0, 1);
    }

    public boolean bool() {
        Optional<String> text = scalar();
        if (node.isPresent() && !text.filter(t -> t.equals("true") || t.equals("false"))
                .isPresent()) {
            expected("true or false");
        }
        return text.filter("true"::equals).isPresent();
    }

    /// A duration from `min` on, such as `10s`.
    public Duration duration(Duration min) {
        Optional<Duration> value = scalar().flatMap(Durations::parse)
                .filter(duration -> duration.compareTo(min) >= 0);
        if (value.isEmpty() && node.isPresent()) {
            expected("a duration such as 10s, 200ms or 2h, at least " + Durations.text(min));
        }
        return value.orElse(min);
    }

    /// A numeric IP address and port; names are not looked up.
    public InetSocketAddress socketAddress() {
        Optional<InetSocketAddress> value = scalar().flatMap(SocketAddresses::parse);
        if (value.isEmpty() && node.isPresent()) {
            expected("a numeric address with port such as 10.81.2.2:862 or [2001:db8::2]:862");
        }
        return value.orElse(NO_ADDRESS);
    }

    /// A numeric IP address.
    public InetAddress address() {
        Optional<InetAddress> value = scalar().flatMap(YamlValue::parseAddress);
        if (value.isEmpty() && node.isPresent()) {
            expected("a numeric address such as 10.81.1.2");
        }
        return value.orElse(InetAddress.getLoopbackAddress());
    }

    /// An `http` or `https` address with a host.
    public URI url() {
        Optional<URI> value = scalar().flatMap(YamlValue::parseUrl);
        if (value.isEmpty() && node.isPresent()) {
            expected("an address that begins with https:// or http://");
        }
        return value.orElse(URI.create("http://127.0.0.1/"));
    }

    /// A secret, named by `${env:NAME}` or `${file:PATH}`. Problems never show its text.
    public Secret secret() {
        Optional<Matcher> reference = scalar().map(REFERENCE::matcher).filter(Matcher::matches);
        if (reference.isEmpty()) {
            if (node.isPresent()) {
                problem("a secret is not written here; expected ${env:NAME} or ${file:PATH}");
            }
            return Secret.of("");
        }
        boolean environment = reference.get().group(1).equals("env");
        String name = reference.get().group(2);
        Optional<String> text = environment
                ? document.secrets().environment(name)
                : document.secrets().file(name);
        if (text.isEmpty()) {
            problem(environment
                    ? "the environment variable " + name + " is not set"
                    : "the file " + name + " is missing, unreadable or empty");
        }
        return Secret.of(text.orElse(""));
    }

    private Optional<String> scalar() {
        return node.filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast)
                .filter(scalar -> !scalar.getTag().equals(Tag.NULL)).map(ScalarNode::getValue)
                .filter(text -> !text.isBlank());
    }

    private Optional<BigDecimal> decimal() {
        return scalar().filter(text -> text.matches("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?"))
                .map(BigDecimal::new);
    }

    private void expected(String what) {
        String got = isMap()
                ? "a map"
                : isList()
                        ? "a list"
                        : scalar().map(text -> "`" + shortened(text) + "`")
                                .orElse("nothing");
        problem("expected " + what + ", got " + got);
    }

    private static String shortened(String text) {
        int shownMax = 60;
        return text.length() <= shownMax ? text : text.substring(0, shownMax) + "…";
    }

    private static Optional<InetAddress> parseAddress(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<URI> parseUrl(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
