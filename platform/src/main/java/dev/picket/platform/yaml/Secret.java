package dev.picket.platform.yaml;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A secret: its text leaves only through [#reveal], and every printed form is `(secret)`.
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    public static Secret of(String text) {
        return new Secret(text);
    }

    /// The secret itself; never to be logged, stored or sent anywhere but where it is meant for.
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash("secret", text);
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
