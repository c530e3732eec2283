package dev.cohort.orchestrator.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Cuts bytes into lines that know their number: LF, CRLF or a lone CR ends one, and none grows without bound. */
final class SheetLines {
    static final int LONGEST = 1 << 18;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final InputStream bytes;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;

    private byte[] line = new byte[256];
    private int length;
    private boolean cut;
    private int number;

    SheetLines(InputStream bytes) throws IOException {
        this.bytes = bytes;
        end = bytes.readNBytes(buffer, 0, MARK.length + 1);
        at = startsWith(MARK) ? MARK.length : 0;
    }

    /** Whether the sheet begins with these bytes; at most four, and before any line is read. */
    boolean startsWith(byte... start) {
        return end >= start.length && Arrays.equals(buffer, 0, start.length, start, 0, start.length);
    }

    /** Empty after the last one. */
    Optional<SheetLine> next() throws IOException {
        length = 0;
        cut = false;
        if (!more()) {
            return Optional.empty();
        }
        while (more() && !isBreak(buffer[at])) {
            keep(unbroken());
        }
        return Optional.of(decoded(ending()));
    }

    private boolean more() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, bytes.read(buffer));
        return end > 0;
    }

    private static boolean isBreak(byte b) {
        return b == '\n' || b == '\r';
    }

    /** How many bytes stand in the buffer before the next break. */
    private int unbroken() {
        int stop = at;
        while (stop < end && !isBreak(buffer[stop])) {
            stop++;
        }
        return stop - at;
    }

    private void keep(int count) {
        int kept = Math.min(count, LONGEST - length);
        if (length + kept > line.length) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, length + kept));
        }
        System.arraycopy(buffer, at, line, length, kept);
        length += kept;
        cut |= kept < count;
        at += count;
    }

    private String ending() throws IOException {
        if (!more()) {
            return "";
        }
        if (buffer[at++] == '\n') {
            return "\n";
        }
        if (more() && buffer[at] == '\n') {
            at++;
            return "\r\n";
        }
        return "\r";
    }

    private SheetLine decoded(String ending) {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        int badAt = cut || text.indexOf('\ufffd') < 0 ? -1 : soundChars();
        return new SheetLine(++number, text, ending, badAt, cut);
    }

    /** A replacement character may stand in the file itself, so only a strict decoder can tell. */
    private int soundChars() {
        ByteBuffer encoded = ByteBuffer.wrap(line, 0, length);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(encoded);
            return -1;
        } catch (CharacterCodingException e) {
            return new String(line, 0, encoded.position(), StandardCharsets.UTF_8).length();
        }
    }
}
