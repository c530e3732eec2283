package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Visible;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with a single value, if anything. */
final class ScalarCheck {
    private static final List<String> YES_AND_NO =
            List.of("yes", "no", "on", "off", "y", "n", "True", "False", "TRUE", "FALSE");

    private static final Pattern SHARE = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,6})?) ?(%)?");

    static final String SHARE_FORM = "\\s*" + SHARE.pattern() + "\\s*";

    private ScalarCheck() {}

    static Optional<Problem> fault(String key, YamlText text, Shape.Scalar shape) {
        if (text.value().indexOf(0) >= 0) {
            return Optional.of(Problem.error(text.place(), "`" + key + "` holds a NUL character")
                    .hint("no program and no path can take one: remove it"));
        }
        return switch (shape.kind()) {
            case PROSE, TEMPLATE -> Optional.empty();
            case TEXT -> text.value().isBlank() ? empty(key, text) : expression(key, text);
            case VALUE -> expression(key, text);
            case WHOLE, NUMBER -> number(key, text, shape);
            case FLAG -> flag(key, text, shape);
            case DURATION -> duration(key, text, shape);
            case SIZE -> size(key, text);
            case SHARE -> share(key, text);
            case CHOICE -> choice(key, text, shape);
        };
    }

    private static Optional<Problem> empty(String key, YamlText text) {
        return Optional.of(Problem.error(text.place(), "`" + key + "` is empty"));
    }

    private static Optional<Problem> expression(String key, YamlText text) {
        int open = text.value().indexOf("${{");
        if (open < 0) {
            return Optional.empty();
        }
        int close = text.value().indexOf("}}", open);
        Place place = text.part(open, close < 0 ? open + 3 : close + 2);
        return Optional.of(Problem.error(place, "an expression has no meaning in `" + key + "`")
                .hint("write the text itself; expressions stand in defaults, inputs, outputs and bodies"));
    }

    private static Optional<Problem> number(String key, YamlText text, Shape.Scalar shape) {
        if (text.value().length() > 40 || !shape.kind().fits(text.value())) {
            return wrong(key, text, "must be " + shape.words(), Optional.empty());
        }
        double number = new BigDecimal(text.value()).doubleValue();
        if (number < shape.least() || number > shape.most()) {
            return wrong(
                    key,
                    text,
                    "must lie between " + plain(shape.least()) + " and " + plain(shape.most()),
                    Optional.empty());
        }
        return Optional.empty();
    }

    private static Optional<Problem> flag(String key, YamlText text, Shape.Scalar shape) {
        if (shape.kind().fits(text.value())) {
            return Optional.empty();
        }
        return wrong(key, text, "must be `true` or `false`", flagHint(text.value()));
    }

    /** What other languages write for `true` and `false`. */
    static Optional<String> flagHint(String value) {
        boolean negative = value.toLowerCase(Locale.ROOT).matches("no?|off|false");
        return YES_AND_NO.contains(value) ? Optional.of("write `" + !negative + "`") : Optional.empty();
    }

    private static Optional<Problem> duration(String key, YamlText text, Shape.Scalar shape) {
        Optional<Duration> duration = Quantity.duration(text.value());
        if (duration.isEmpty()) {
            return wrong(key, text, "must be a duration", Optional.of(Quantity.durationFault(text.value())));
        }
        long seconds = duration.get().toSeconds();
        if (seconds < shape.least() || seconds > shape.most()) {
            return wrong(
                    key,
                    text,
                    "must be between " + plain(shape.least()) + " seconds and " + plain(shape.most() / 86_400)
                            + " days",
                    seconds < shape.least()
                            ? Optional.of("AWS Batch ends no attempt before it has run for a minute")
                            : Optional.empty());
        }
        return Optional.empty();
    }

    private static Optional<Problem> size(String key, YamlText text) {
        Optional<Long> size = Quantity.mebibytes(text.value());
        if (size.isEmpty()) {
            return wrong(key, text, "must be a size", Optional.of(Quantity.sizeFault(text.value())));
        }
        return size.get() > 0 ? Optional.empty() : wrong(key, text, "must be more than nothing", Optional.empty());
    }

    private static Optional<Problem> share(String key, YamlText text) {
        Matcher share = SHARE.matcher(text.value().strip());
        if (!share.matches()) {
            return wrong(
                    key,
                    text,
                    "must be " + ScalarKind.SHARE.words(),
                    shareHint(text.value().strip()));
        }
        BigDecimal number = new BigDecimal(share.group(1));
        boolean percent = share.group(2) != null;
        boolean whole = percent || number.stripTrailingZeros().scale() <= 0;
        boolean inBounds = number.signum() > 0 && (!percent || number.compareTo(BigDecimal.valueOf(100)) <= 0);
        return whole && inBounds
                ? Optional.empty()
                : wrong(
                        key,
                        text,
                        whole ? "must lie above 0 and at most at 100%" : "counts whole samples",
                        shareHint(text.value().strip()));
    }

    /** Who writes 0.9 means nine in ten. */
    private static Optional<String> shareHint(String value) {
        return value.matches("0?\\.\\d{1,3}")
                ? Optional.of("did you mean `"
                        + new BigDecimal("0" + value)
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString() + "%`?")
                : Optional.empty();
    }

    private static Optional<Problem> choice(String key, YamlText text, Shape.Scalar shape) {
        List<String> choices = shape.choices();
        return choices.contains(text.value())
                ? Optional.empty()
                : wrong(
                        key,
                        text,
                        (choices.size() == 1 ? "must be `" : "must be one of `") + String.join("`, `", choices) + "`",
                        NearestName.of(text.value(), choices).map(near -> "did you mean `" + near + "`?"));
    }

    private static Optional<Problem> wrong(String key, YamlText text, String rule, Optional<String> hint) {
        return Optional.of(
                Problem.error(text.place(), "`" + key + "` " + rule + ", and this is " + Visible.quote(text.value()))
                        .hint(hint));
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
