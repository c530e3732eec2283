package dev.cohort.contract;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** One file of a run's journal: the events that were accepted together, under a number that only one writer can take. */
public record JournalBatch(long number, List<Json> events) {
    private static final long MAX_NUMBER = 9_999_999_999L;
    private static final String FILE = "[0-9]{10}\\.json";
    private static final int DIGITS = 10;

    public JournalBatch {
        events = List.copyOf(events);
        requireNumber(number);
    }

    public String fileName() {
        return fileName(number);
    }

    public static String fileName(long number) {
        requireNumber(number);
        return String.format(Locale.ROOT, "%010d.json", number);
    }

    /** The number that a file name of the journal says; a name of any other form is somebody else's. */
    public static OptionalLong parse(String fileName) {
        return fileName.matches(FILE)
                ? OptionalLong.of(Long.parseLong(fileName.substring(0, DIGITS)))
                : OptionalLong.empty();
    }

    public Json toJson() {
        return Json.object()
                .put("contract", Fields.CONTRACT)
                .put("number", number)
                .put("events", Json.array(events))
                .build();
    }

    public static JournalBatch fromJson(Json json) {
        Fields batch = json.fields("journal").checkContract();
        return batch.make(() -> new JournalBatch(batch.whole("number"), batch.list("events", (event, where) -> event)));
    }

    private static void requireNumber(long number) {
        if (number < 0 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("a journal has no batch number " + number);
        }
    }
}
