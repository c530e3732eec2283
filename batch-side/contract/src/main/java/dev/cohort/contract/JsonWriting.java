package dev.cohort.contract;

import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/** Spells a {@link Json} tree as text, the same text for the same tree on every machine. */
final class JsonWriting {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;
    private int depth;

    private JsonWriting(boolean pretty) {
        this.pretty = pretty;
    }

    static String compact(Json json) {
        return spell(json, false);
    }

    static String pretty(Json json) {
        return spell(json, true);
    }

    private static String spell(Json json, boolean pretty) {
        JsonWriting writing = new JsonWriting(pretty);
        writing.value(json);
        return writing.out.toString();
    }

    private void value(Json json) {
        if (json instanceof JsonObject object) {
            object(object.fields());
        } else if (json instanceof JsonArray array) {
            array(array.items());
        } else if (json instanceof JsonText text) {
            quoted(text.text());
        } else if (json instanceof JsonNumber number) {
            out.append(number.text());
        } else if (json instanceof JsonFlag flag) {
            out.append(flag.value());
        } else {
            out.append("null");
        }
    }

    private void object(Map<String, Json> fields) {
        between('{', '}', fields.entrySet(), field -> {
            quoted(field.getKey());
            out.append(pretty ? ": " : ":");
            value(field.getValue());
        });
    }

    private void array(Iterable<Json> items) {
        between('[', ']', items, this::value);
    }

    private <T> void between(char open, char close, Iterable<T> items, Consumer<T> each) {
        out.append(open);
        Iterator<T> rest = items.iterator();
        if (rest.hasNext()) {
            depth++;
            separated(rest, each);
            depth--;
            newLine();
        }
        out.append(close);
    }

    private <T> void separated(Iterator<T> rest, Consumer<T> each) {
        newLine();
        each.accept(rest.next());
        while (rest.hasNext()) {
            out.append(',');
            newLine();
            each.accept(rest.next());
        }
    }

    private void newLine() {
        if (pretty) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    /** Run by run, as most texts are one run of characters that stand for themselves. */
    private void quoted(String text) {
        out.append('"');
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            if (!isPlain(text, at)) {
                out.append(text, start, at);
                escaped(text.charAt(at));
                start = at + 1;
            }
        }
        out.append(text, start, text.length()).append('"');
    }

    private static boolean isPlain(String text, int at) {
        char c = text.charAt(at);
        return c >= ' ' && c != '"' && c != '\\' && c < 0x7f || c > 0x7f && !isHalf(text, at);
    }

    private void escaped(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> asNumber(c);
        }
    }

    /** Half of a surrogate pair has no UTF-8; as an escape it survives, where a log was cut between the halves. */
    private static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    private void asNumber(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((c >> shift) & 0xf));
        }
    }
}
