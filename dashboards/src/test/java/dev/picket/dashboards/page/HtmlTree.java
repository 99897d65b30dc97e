package dev.picket.dashboards.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A strict reading of a page: every element closed in order, every id once, every link to an id
/// that is there, every attribute quoted.
final class HtmlTree {

    private static final Set<String> VOID = Set.of("meta", "link", "input", "br");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)((?:[^<>\"]|\"[^\"]*\""
            + ")*?)(/?)>");
    private static final Pattern ATTRIBUTE = Pattern
            .compile("\\s+([a-zA-Z0-9:-]+)(?:=\"([^\"]*)\")?");

    private HtmlTree() {}

    static List<String> problems(String html) {
        List<String> problems = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>();
        Set<String> ids = new HashSet<>();
        Set<String> links = new HashSet<>();
        if (!html.strip().startsWith("<!doctype html>")) {
            problems.add("no doctype");
        }
        Matcher tag = TAG.matcher(body(html));
        while (tag.find()) {
            String name = tag.group(2);
            if (!tag.group(1).isEmpty()) {
                String expected = open.isEmpty() ? "nothing" : open.pop();
                if (!expected.equals(name)) {
                    problems.add("</" + name + "> where " + expected + " is open");
                }
                continue;
            }
            attributes(tag.group(3), problems, ids, links);
            if (tag.group(4).isEmpty() && !VOID.contains(name)) {
                open.push(name);
            }
        }
        open.forEach(name -> problems.add("<" + name + "> is never closed"));
        links.removeAll(ids);
        links.forEach(link -> problems.add("no element has the id " + link));
        return problems;
    }

    private static void attributes(String text, List<String> problems, Set<String> ids,
            Set<String> links) {
        Matcher attribute = ATTRIBUTE.matcher(text);
        while (attribute.find()) {
            String value = attribute.group(2) == null ? "" : attribute.group(2);
            if (attribute.group(1).equals("id") && !ids.add(value)) {
                problems.add("two elements have the id " + value);
            }
            if (attribute.group(1).equals("href") && value.startsWith("#")) {
                links.add(value.substring(1));
            }
        }
        String rest = attribute.replaceAll("").strip();
        if (!rest.isEmpty()) {
            problems.add("not an attribute: " + rest);
        }
    }

    private static String body(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", "").replace("<!doctype html>", "");
    }

    /// What a reader reads.
    static String text(String html) {
        return body(html).replaceAll("<[^>]*>", " ").replace("&lt;", "<").replace("&gt;", ">")
                .replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&")
                .replaceAll("\\s+", " ");
    }
}
