package dev.cohort.orchestrator.samples;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bytes one after another, in segments, so that growing never copies what is already there. */
final class ByteArena {
    static final int SEGMENT = 1 << 16;

    private final List<byte[]> segments = new ArrayList<>();
    private long size;

    long size() {
        return size;
    }

    /** What it takes in memory, the unused end of the last segment included. */
    long held() {
        return (long) segments.size() * SEGMENT;
    }

    /** A length in front, seven bits a byte, and the text as UTF-8. */
    void addText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int rest = bytes.length;
        for (; rest > 0x7f; rest >>>= 7) {
            add((byte) (rest | 0x80));
        }
        add((byte) rest);
        add(bytes);
    }

    private void add(byte[] bytes) {
        for (int from = 0; from < bytes.length; ) {
            int at = roomAt();
            int count = Math.min(bytes.length - from, SEGMENT - at);
            System.arraycopy(bytes, from, last(), at, count);
            from += count;
            size += count;
        }
    }

    private void add(byte one) {
        int at = roomAt();
        last()[at] = one;
        size++;
    }

    private int roomAt() {
        int at = (int) (size % SEGMENT);
        if (at == 0) {
            segments.add(new byte[SEGMENT]);
        }
        return at;
    }

    private byte[] last() {
        return segments.get(segments.size() - 1);
    }

    byte at(long position) {
        return segments.get((int) (position / SEGMENT))[(int) (position % SEGMENT)];
    }

    /** The bytes of the text whose length stands here. */
    int lengthAt(long position) {
        int length = 0;
        int shift = 0;
        for (long at = position; ; at++, shift += 7) {
            byte part = at(at);
            length |= (part & 0x7f) << shift;
            if (part >= 0) {
                return length;
            }
        }
    }

    /** Where the bytes start of the text whose length stands here. */
    long bytesAt(long position) {
        long at = position;
        while (at(at) < 0) {
            at++;
        }
        return at + 1;
    }

    /** Where the text ends whose length stands here, which is where the next begins. */
    long after(long position) {
        return bytesAt(position) + lengthAt(position);
    }

    String textAt(long position) {
        byte[] bytes = new byte[lengthAt(position)];
        long from = bytesAt(position);
        for (int done = 0; done < bytes.length; ) {
            int at = (int) ((from + done) % SEGMENT);
            int count = Math.min(bytes.length - done, SEGMENT - at);
            System.arraycopy(segments.get((int) ((from + done) / SEGMENT)), at, bytes, done, count);
            done += count;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
