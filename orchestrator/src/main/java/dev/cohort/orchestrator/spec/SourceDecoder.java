package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Turns the bytes of a file into text; anything but UTF-8 is told with its place. */
public final class SourceDecoder {
    /** More than a person would ever write; who reads a file need read no more than one byte beyond it. */
    public static final int MOST_BYTES = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SourceDecoder() {}

    /** A byte order mark is dropped. */
    public static Optional<Source> decode(String name, byte[] bytes, Problems problems) {
        if (bytes.length > MOST_BYTES) {
            problems.add(Problem.error(
                    new Source(name, "").top(),
                    "the file is larger than " + (MOST_BYTES >> 20) + " MiB, and no file that a person writes is"));
            return Optional.empty();
        }
        if (isUtf16(bytes)) {
            problems.add(Problem.error(new Source(name, "").top(), "the file is UTF-16, and Cohort reads UTF-8")
                    .hint("save it as UTF-8"));
            return Optional.empty();
        }
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(rest, text, true);
        Source source = new Source(name, withoutMark(text.flip().toString()));
        if (result.isError()) {
            problems.add(notUtf8(source, bytes[rest.position()]));
            return Optional.empty();
        }
        return Optional.of(source);
    }

    private static Problem notUtf8(Source read, byte bad) {
        int end = read.text().length();
        return Problem.error(
                        read.place(end, end),
                        String.format(Locale.ROOT, "here stands a byte, 0x%02x, that is not UTF-8", bad & 0xff))
                .hint("save the file as UTF-8; Latin-1 letters such as `ü` are the usual cause");
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length >= 2
                && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
                        || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
    }
}
