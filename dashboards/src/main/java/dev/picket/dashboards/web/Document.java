package dev.picket.dashboards.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// A finished document in all its forms: nothing is left to do when it is asked for.
record Document(String contentType, Buffer identity, Buffer gzip, String tag) {

    private static final int TAG_BYTES = 12;

    static Document of(String contentType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Document(contentType, Buffer.buffer(bytes), Buffer.buffer(zipped(bytes)),
                tagOf(bytes));
    }

    /// The entity tag of the plain form.
    String identityTag() {
        return "\"" + tag + "\"";
    }

    /// The entity tag of the gzip form: a strong tag names bytes, so the two differ.
    String gzipTag() {
        return "\"" + tag + "-gz\"";
    }

    /// Whether a client that holds what `ifNoneMatch` lists has this document.
    boolean isHeldBy(String ifNoneMatch) {
        return ifNoneMatch.equals("*") || ifNoneMatch.contains("\"" + tag + "\"")
                || ifNoneMatch.contains("\"" + tag + "-gz\"");
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String tagOf(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
