package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How many lanes must have succeeded, so that a gather may do without the others: a number, or a part of all that take part. */
public record Quorum(BigDecimal number, boolean percent, Place place) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static Quorum of(YamlText text) {
        String written = text.value().strip();
        boolean percent = written.endsWith("%");
        String number = percent ? written.substring(0, written.length() - 1).strip() : written;
        return new Quorum(new BigDecimal(number), percent, text.place());
    }

    /** Of lanes that take part; at least one where there are any, as there is nothing to gather of none that succeeded. */
    public int least(int lanes) {
        return percent
                ? number.multiply(BigDecimal.valueOf(lanes))
                        .divide(HUNDRED, 0, RoundingMode.CEILING)
                        .intValueExact()
                : number.intValueExact();
    }

    /** As it was written. */
    public String text() {
        return number.toPlainString() + (percent ? "%" : "");
    }
}
