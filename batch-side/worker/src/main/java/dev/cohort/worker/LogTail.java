package dev.cohort.worker;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The end of a log as it stands in an outcome: a few lines, with nothing in them that could play with a terminal. */
final class LogTail {
    private static final int LINES = 25;
    private static final int CHARS = 4000;
    private static final int READ = 16 * 1024;

    private LogTail() {}

    /** Empty where there is no log. */
    static String of(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long length = file.length();
            byte[] end = new byte[(int) Math.min(READ, length)];
            file.seek(length - end.length);
            file.readFully(end);
            return of(new String(end, StandardCharsets.UTF_8), length > end.length);
        } catch (IOException e) {
            return "";
        }
    }

    private static String of(String text, boolean isCut) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            lines.add(clean(line));
        }
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        if (isCut && lines.size() > 1) {
            lines.remove(0);
        }
        return cut(String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size())));
    }

    private static String cut(String text) {
        if (text.length() <= CHARS) {
            return text;
        }
        int start = text.length() - CHARS;
        return text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
    }

    /** Of a line that a progress bar wrote over and over, the last writing counts; colours are dropped. */
    private static String clean(String line) {
        String trimmed = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        String last = trimmed.substring(trimmed.lastIndexOf('\r') + 1);
        return Words.harmless(last.indexOf('\u001b') < 0 ? last : withoutEscapes(last));
    }

    private static String withoutEscapes(String line) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\u001b' && i + 1 < line.length() && line.charAt(i + 1) == '[') {
                i = endOfEscape(line, i + 2);
            } else {
                kept.append(line.charAt(i));
            }
        }
        return kept.toString();
    }

    private static int endOfEscape(String line, int from) {
        int i = from;
        while (i < line.length() && (line.charAt(i) < '@' || line.charAt(i) > '~')) {
            i++;
        }
        return i;
    }
}
