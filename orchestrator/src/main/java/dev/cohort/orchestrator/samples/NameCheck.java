package dev.cohort.orchestrator.samples;

import dev.cohort.contract.SampleName;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Visible;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with the name of a sample, and which name was meant where that can be guessed. */
final class NameCheck {
    /** What spreadsheets and web pages leave in texts: spaces that are none, marks without a width. */
    private static final Pattern UNSEEN = Pattern.compile("[\\u00a0\\u2007\\u202f\\u200b-\\u200f\\u2060\\ufeff]");

    private static final int NO_BREAK_SPACE = 0xa0;

    private final TableBuilder known;

    /** The header that would make a table of the list, where it is one. */
    private final Optional<String> header;

    private NameCheck(TableBuilder known, Optional<String> header) {
        this.known = known;
        this.header = header;
    }

    static NameCheck inTable(TableBuilder known) {
        return new NameCheck(known, Optional.empty());
    }

    static NameCheck inList(TableBuilder known, String header) {
        return new NameCheck(known, Optional.of(header));
    }

    boolean isGood(String name) {
        return SampleName.problem(name).isEmpty() && known.find(name) < 0;
    }

    /** For a name that is not good; it may be written with an ending that is no part of it. */
    Problem fault(String name, String written, Place place) {
        int twin = known.find(name);
        if (twin >= 0) {
            return duplicate(name, twin, place);
        }
        if (name.isEmpty()) {
            return Problem.error(place, written.isEmpty() ? "here stands no name" : "nothing stands before `.bam`")
                    .hint("write the name of the sample");
        }
        if (isQuoted(name)) {
            return Problem.error(place, "quotes stand around the name " + Visible.quote(inner(name)))
                    .hint("remove them; a list has one bare name a line");
        }
        return isPath(name) ? path(written, place) : misspelt(name, written, place);
    }

    private Problem duplicate(String name, int twin, Place place) {
        String first = known.sample(twin);
        String where = " in line " + known.line(twin);
        if (first.equals(name)) {
            return Problem.error(place, "the sample `" + name + "` is already given" + where)
                    .hint("remove one of the two lines");
        }
        return Problem.error(place, "the sample `" + name + "` differs only in case from `" + first + "`" + where)
                .hint("rename one of the two; some file systems would take their results for the same");
    }

    private static boolean isQuoted(String name) {
        return name.length() > 2
                && "\"'".indexOf(name.charAt(0)) >= 0
                && name.charAt(0) == name.charAt(name.length() - 1);
    }

    private static String inner(String name) {
        return name.substring(1, name.length() - 1);
    }

    private static boolean isPath(String name) {
        return (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) && hasNoSeparator(name);
    }

    private static boolean hasNoSeparator(String name) {
        return name.chars().noneMatch(c -> c == ',' || c == ';' || c == '\t');
    }

    private Problem path(String path, Place place) {
        String name = withoutBam(path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
        String what = SampleName.problem(name).isEmpty() ? "write `" + name + "`" : "write the bare name";
        return Problem.error(place, Visible.quote(path) + " is a path, and here stands the name of a sample")
                .hint(what
                        + header.map(line -> ", or make it a table with the header `" + line + "`")
                                .orElse("; a path stands in a column of its own"));
    }

    /** Without the ending that people leave on when they list their files. */
    static String withoutBam(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".bam") ? name.substring(0, name.length() - 4) : name;
    }

    private Problem misspelt(String name, String written, Place place) {
        String fault = SampleName.problem(written).orElseThrow();
        return Problem.error(place, fault.substring(0, 1).toLowerCase(Locale.ROOT) + fault.substring(1))
                .hint(
                        hasNoSeparator(name)
                                ? meant(name)
                                : header.map(
                                        line -> "a list has one name a line; for more columns begin with the header `"
                                                + line + "`"));
    }

    private static Optional<String> meant(String name) {
        String without = UNSEEN.matcher(name).replaceAll("");
        return without.equals(name) || SampleName.problem(without).isPresent()
                ? mended(name)
                : Optional.of("remove the " + unseen(name) + ": `" + without + "`");
    }

    private static String unseen(String name) {
        Matcher first = UNSEEN.matcher(name);
        int found = first.find() ? name.charAt(first.start()) : NO_BREAK_SPACE;
        return found == NO_BREAK_SPACE
                ? "no-break space (U+00A0), which looks like a space"
                : String.format(Locale.ROOT, "character U+%04X, which is hardly seen", found);
    }

    private static Optional<String> mended(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        String mended = plain.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^[._-]+", "");
        return SampleName.problem(mended).isEmpty()
                ? Optional.of("write `" + mended + "`, for instance")
                : Optional.empty();
    }
}
