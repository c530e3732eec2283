package dev.cohort.orchestrator.samples;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/**
 * Hands the CSV library one line at a time, so that what it has read is never ahead of the row that it is at. Therefore
 * the text of that row is at hand for a problem to show, and comments and blank lines can be left out between rows
 * but stay inside quotes.
 */
final class RowFeed extends Reader {
    private final SheetLines lines;
    private final LineCheck check;
    private Optional<SheetLine> pushedBack;
    private String pending = "";
    private int given;

    private final StringBuilder row = new StringBuilder();
    private int firstLine;
    private boolean sound = true;

    RowFeed(SheetLines lines, SheetLine first, LineCheck check) {
        this.lines = lines;
        this.check = check;
        this.pushedBack = Optional.of(first);
    }

    /** From here on, lines belong to another row. */
    void startRow() {
        row.setLength(0);
        sound = true;
    }

    /** Leaves out what the library has not taken of the line. */
    void dropLine() {
        given = pending.length();
    }

    String row() {
        return row.toString();
    }

    int firstLine() {
        return firstLine;
    }

    boolean isSound() {
        return sound;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (given == pending.length() && !fetch()) {
            return -1;
        }
        int count = Math.min(length, pending.length() - given);
        pending.getChars(given, given + count, into, offset);
        given += count;
        return count;
    }

    /** A row that will not end is ended here: somewhere in it a quote is open, and the rest of the file is no cell. */
    private boolean fetch() throws IOException {
        if (row.length() > SheetLines.LONGEST) {
            return false;
        }
        Optional<SheetLine> line = row.isEmpty() ? meaningful() : nextLine();
        line.ifPresent(this::take);
        return line.isPresent();
    }

    private Optional<SheetLine> meaningful() throws IOException {
        Optional<SheetLine> line = nextLine();
        while (line.filter(this::isLeftOut).isPresent()) {
            line = nextLine();
        }
        return line;
    }

    private boolean isLeftOut(SheetLine line) {
        return line.isBlankOrComment() || (line.cut() && !check.isSound(line));
    }

    private Optional<SheetLine> nextLine() throws IOException {
        Optional<SheetLine> next = pushedBack.isPresent() ? pushedBack : lines.next();
        pushedBack = Optional.empty();
        return next;
    }

    private void take(SheetLine line) {
        if (row.isEmpty()) {
            firstLine = line.number();
        }
        sound &= check.isSound(line);
        pending = line.text() + line.ending();
        given = 0;
        row.append(pending);
    }

    @Override
    public void close() {
        // The stream is its owner's to close.
    }
}
