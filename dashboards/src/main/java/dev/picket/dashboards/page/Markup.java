package dev.picket.dashboards.page;

import java.util.Locale;

/// A writer of small well-formed pieces of SVG. Texts and attribute values are escaped.
final class Markup {

    private final StringBuilder out = new StringBuilder();

    /// Opens an element; `attributes` are names and values in turn.
    Markup open(String element, Object... attributes) {
        start(element, attributes);
        out.append('>');
        return this;
    }

    /// An element without content.
    Markup empty(String element, Object... attributes) {
        start(element, attributes);
        out.append("/>");
        return this;
    }

    Markup close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    Markup text(String text) {
        out.append(escape(text));
        return this;
    }

    /// An element that holds text alone.
    Markup leaf(String element, String text, Object... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    private void start(String element, Object... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"")
                    .append(escape(value(attributes[i + 1]))).append('"');
        }
    }

    private static String value(Object value) {
        return value instanceof Double number
                ? String.format(Locale.ROOT, "%.2f", number)
                : String.valueOf(value);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;").replace("'", "&#39;");
    }

    /// A share (0..1) of the width, as SVG takes it.
    static String share(double share) {
        return String.format(Locale.ROOT, "%.3f%%", share * 100);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
