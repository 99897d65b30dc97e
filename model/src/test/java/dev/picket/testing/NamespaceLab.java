package dev.picket.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A shell script in user, network, mount and process namespaces of its own: no privilege is
/// needed, nothing of this machine's network is seen and nothing is left.
public final class NamespaceLab {

    private static final long LIMIT_SECONDS = 90;

    private NamespaceLab() {}

    /// Runs `script` with `java` and `classpath` set to this process's own, and `folder` to a
    /// folder of that name; the lines `name=value` it printed.
    public static Map<String, String> run(String script, Path folder)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder lab = new ProcessBuilder("unshare", "--user", "--map-root-user", "--net",
                "--mount", "--pid", "--fork", "--kill-child", "bash", "-c", script)
                .redirectErrorStream(true).redirectOutput(output.toFile());
        lab.environment().put("java",
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        lab.environment().put("classpath", System.getProperty("java.class.path"));
        lab.environment().put("folder", folder.toString());
        Process process = lab.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("the lab failed: " + Files.readString(output));
            }
        } finally {
            process.destroyForcibly();
        }
        Map<String, String> seen = new TreeMap<>();
        for (String line : Files.readAllLines(output)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                seen.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return seen;
    }
}
