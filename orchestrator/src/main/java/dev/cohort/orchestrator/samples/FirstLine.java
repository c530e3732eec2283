package dev.cohort.orchestrator.samples;

import java.util.Locale;
import java.util.Set;

/** What the first line that is no comment says about the sheet: it is a list, or the header of a table. */
record FirstLine(Kind kind, char separator, String firstField) {
    private static final String SEPARATORS = ",\t;";
    private static final Set<String> NEARLY = Set.of("sample", "samples", "sampleid", "sampleids", "samplename");

    enum Kind {
        LIST,
        TABLE,
        /** Meant as a table's header, but its first column is not called {@code sample}, or semicolons part its fields. */
        NEARLY_TABLE,
        /** Several fields, and nothing that tells what they are. */
        NEITHER
    }

    static FirstLine of(String text) {
        String line = text.strip();
        int stop = 0;
        while (stop < line.length() && SEPARATORS.indexOf(line.charAt(stop)) < 0) {
            stop++;
        }
        boolean single = stop == line.length();
        char separator = single ? ',' : line.charAt(stop);
        String field = unquoted(line.substring(0, stop).strip());
        return new FirstLine(kind(field, single, separator), separator, field);
    }

    private static Kind kind(String field, boolean single, char separator) {
        if (field.equals("sample") && separator != ';') {
            return Kind.TABLE;
        }
        if (NEARLY.contains(field.toLowerCase(Locale.ROOT).replaceAll("[ _.-]", ""))) {
            return Kind.NEARLY_TABLE;
        }
        return single ? Kind.LIST : Kind.NEITHER;
    }

    private static String unquoted(String field) {
        boolean quoted = field.length() > 1 && field.startsWith("\"") && field.endsWith("\"");
        return quoted ? field.substring(1, field.length() - 1).strip() : field;
    }
}
