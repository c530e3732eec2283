package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.NearestName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers with a unit, as people write them: {@code 14 GiB}, {@code 1h30m}. */
public final class Quantity {
    private static final Map<String, Long> SIZES = sizes();
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 86_400L);
    private static final String AMOUNT = "\\d{1,12}(?:\\.\\d{1,6})?";
    private static final Pattern SIZE = Pattern.compile("(" + AMOUNT + ") ?([A-Za-z]*)");
    private static final String DURATION_PARTS = "(?:\\d{1,9}[smhd] ?)+";
    private static final Pattern DURATION = Pattern.compile(DURATION_PARTS);
    private static final Pattern SPELT_OUT = Pattern.compile(
            "(\\d{1,9}) ?(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DURATION_PART = Pattern.compile("(\\d+)([smhd])");

    /** All that are sizes, as regular expressions that editors read too. */
    static final String SIZE_FORM = "\\s*(?=\\S*[1-9])" + AMOUNT + " ?(?:" + String.join("|", SIZES.keySet()) + ")\\s*";

    static final String DURATION_FORM = "\\s*" + DURATION_PARTS + "\\s*";

    private Quantity() {}

    private static Map<String, Long> sizes() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        long binary = 1024;
        long decimal = 1000;
        for (String prefix : List.of("K", "M", "G", "T")) {
            sizes.put(prefix + "iB", binary);
            sizes.put((prefix.equals("K") ? "k" : prefix) + "B", decimal);
            binary *= 1024;
            decimal *= 1000;
        }
        return sizes;
    }

    /** Whole MiB, rounded up; empty when it is no size, which {@link #sizeFault} explains. */
    public static Optional<Long> mebibytes(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches() || !SIZES.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        BigDecimal bytes =
                new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(SIZES.getOrDefault(matcher.group(2), 0L)));
        return Optional.of(bytes.divide(BigDecimal.valueOf(1 << 20), 0, RoundingMode.CEILING)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValue());
    }

    static String sizeFault(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            return "write a number and a unit, such as `8 GiB`";
        }
        if (matcher.group(2).isEmpty()) {
            return "write the unit too, such as `" + matcher.group(1) + " GiB`";
        }
        return meantUnit(matcher.group(2))
                .map(unit -> "did you mean `" + matcher.group(1) + " " + unit + "`?")
                .orElse("the units are `MiB`, `GiB`, `TiB` and `MB`, `GB`, `TB`");
    }

    /** Only a unit of the same size may be guessed: a thousandfold is no spelling mistake. */
    private static Optional<String> meantUnit(String written) {
        String bare = written.length() == 1 ? written + "iB" : written;
        List<String> units = SIZES.keySet().stream()
                .filter(unit -> unit.substring(0, 1).equalsIgnoreCase(bare.substring(0, 1)))
                .toList();
        return units.stream()
                .filter(unit -> unit.equalsIgnoreCase(bare))
                .findFirst()
                .or(() -> units.stream().filter(unit -> unit.startsWith(bare)).findFirst())
                .or(() -> NearestName.of(bare, units));
    }

    static String durationFault(String text) {
        Matcher matcher = SPELT_OUT.matcher(text.strip());
        if (matcher.matches()) {
            String unit = matcher.group(2).substring(0, 1).toLowerCase(Locale.ROOT);
            return "did you mean `" + matcher.group(1) + unit + "`?";
        }
        return text.strip().matches("\\d{1,9}")
                ? withUnits(text.strip())
                : "write a number and a unit of `s`, `m`, `h` or `d`, such as `90s`, `4h` or `1h30m`";
    }

    /** Seconds are meant by large numbers only, as by small ones everything else refuses them. */
    private static String withUnits(String number) {
        String seconds = Long.parseLong(number) < 60 ? "`" : "`" + number + "s`, `";
        return "write the unit too, such as " + seconds + number + "m` or `" + number + "h`";
    }

    static Optional<Duration> duration(String text) {
        String stripped = text.strip();
        if (stripped.length() > 60 || !DURATION.matcher(stripped).matches()) {
            return Optional.empty();
        }
        long seconds = DURATION_PART
                .matcher(stripped)
                .results()
                .collect(Collectors.summingLong(
                        part -> Long.parseLong(part.group(1)) * SECONDS.getOrDefault(part.group(2), 0L)));
        return Optional.of(Duration.ofSeconds(seconds));
    }
}
