package dev.picket.testing;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Skips or fails a [RequiresPeer] test whose peers are not installed, and says once, at the end,
/// what to install.
final class PeerCondition implements ExecutionCondition {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
            .create(PeerCondition.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Set<String> missing = new TreeSet<>();
        AnnotationSupport.findAnnotation(context.getElement(), RequiresPeer.class)
                .ifPresent(needed -> {
                    for (Peer peer : needed.value()) {
                        if (!peer.isInstalled()) {
                            missing.add(peer.debianPackage());
                        }
                    }
                });
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("peers are installed");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("CI lacks the Debian packages " + missing);
        }
        context.getRoot().getStore(NAMESPACE)
                .getOrComputeIfAbsent("missing", _ -> new Missing(), Missing.class).add(missing);
        return ConditionEvaluationResult.disabled("not installed: " + missing);
    }

    /// Printed when the test run's root store closes.
    private static final class Missing implements AutoCloseable {

        private final Set<String> packages = new TreeSet<>();

        void add(Set<String> more) {
            packages.addAll(more);
        }

        @Override
        public void close() {
            System.out.println("Tests with real peers were skipped; to run them install: "
                    + String.join(" ", packages));
        }
    }
}
