package dev.cohort.orchestrator.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A script as a row of characters and expressions, read from front to back and copied as it is read. */
final class ShellStream {
    private final List<Object> items = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();
    private int at;

    ShellStream(TemplateSpec template) {
        template.parts().forEach(part -> part.fold(this::addCharacters, items::add));
    }

    private boolean addCharacters(String text) {
        text.chars().forEach(c -> items.add((char) c));
        return true;
    }

    boolean atEnd() {
        return at >= items.size();
    }

    /** The expression that stands some items ahead, if one does. */
    Optional<Reference> reference(int further) {
        return at + further < items.size() && items.get(at + further) instanceof Reference reference
                ? Optional.of(reference)
                : Optional.empty();
    }

    /** The character that stands here; NUL where none does. */
    char character() {
        return charAt(at);
    }

    private char charAt(int index) {
        return index < items.size() && items.get(index) instanceof Character c ? c : 0;
    }

    boolean ahead(String text) {
        return matches(text, at);
    }

    private boolean matches(String text, int start) {
        for (int i = 0; i < text.length(); i++) {
            if (charAt(start + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the line that starts here is the delimiter of a here-document. */
    boolean delimiterAhead(String delimiter, boolean afterTabs) {
        int start = at;
        while (afterTabs && charAt(start) == '\t') {
            start++;
        }
        int end = start + delimiter.length();
        return matches(delimiter, start) && (end >= items.size() || charAt(end) == '\n');
    }

    /** How many characters <code>${</code> and the name after it take, with {@code [@]} where it stands for all of an array. */
    int parameterLength() {
        int end = at + 2;
        end += charAt(end) == '!' || (charAt(end) == '#' && charAt(end + 1) != '}') ? 1 : 0;
        end += charAt(end) == '@' || charAt(end) == '*' ? 1 : 0;
        while (Character.isLetterOrDigit(charAt(end)) || charAt(end) == '_') {
            end++;
        }
        return end - at + (matches("[@]", end) || matches("[*]", end) ? 3 : 0);
    }

    /** The character that stands some items ahead; NUL where none does. */
    char peek(int further) {
        return charAt(at + further);
    }

    /** Copies characters as they are; an expression among them is left for its own turn. */
    void copy(int count) {
        for (int i = 0; i < count && !atEnd() && items.get(at) instanceof Character c; i++) {
            out.append(c.charValue());
            at++;
        }
    }

    /** Puts a text in the place of the expression that stands here. */
    void replace(String text) {
        out.append(text);
        at++;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
