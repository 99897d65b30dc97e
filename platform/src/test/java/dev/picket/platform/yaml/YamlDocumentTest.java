package dev.picket.platform.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class YamlDocumentTest {

    @Test
    void whatIsNestedTooDeeplyIsAProblemAtItsPlace() {
        assertThat(problems("a: " + "[".repeat(5000) + "]".repeat(5000))).containsExactly(
                "x.yaml:1:67: nested too deeply; expected at most 64 maps and lists inside one"
                        + " another");
        assertThat(problems("a: " + "[".repeat(63) + "]".repeat(63))).isEmpty();
    }

    @Test
    void saysWhichLimitATextIsBeyond() {
        StringBuilder text = new StringBuilder("a: &a [x]\nb: [");
        for (int i = 0; i < 60; i++) {
            text.append("*a,");
        }
        assertThat(problems(text + "]\n")).singleElement().asString().contains("aliases");
        assertThat(problems("#".repeat(4_194_305)))
                .containsExactly("x.yaml:1:1: longer than 4194304 characters");
    }

    private static List<String> problems(String text) {
        return YamlDocument.parse("x.yaml", text, SecretSource.system(Path.of("."))).problems()
                .stream().map(Problem::text).toList();
    }
}
