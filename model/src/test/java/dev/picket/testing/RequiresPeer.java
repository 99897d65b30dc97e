package dev.picket.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test that needs real peers from Debian packages. It runs where all of them are installed. It
/// is skipped where one is missing, and fails there when the environment says `CI=true`.
@Tag("peer")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(PeerCondition.class)
public @interface RequiresPeer {

    /// The Debian packages needed, of those [Peer] knows.
    Peer[] value();
}
