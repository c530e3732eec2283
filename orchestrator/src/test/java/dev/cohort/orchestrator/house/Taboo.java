package dev.cohort.orchestrator.house;

import static java.util.function.Predicate.not;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What pure code must not touch, by type and by member, and what it does instead. */
enum Taboo {
    CLOCK(
            "a clock",
            "take the time as a parameter",
            "java\\.time\\.(Clock|InstantSource)|java\\.util\\.(Date|Calendar|GregorianCalendar)",
            "java\\.time\\.\\w+\\.now|java\\.lang\\.System\\.(currentTimeMillis|nanoTime)"),
    FILE(
            "a file",
            "take bytes or a stream as a parameter, or ask a port",
            "java\\.io\\.(File|RandomAccessFile)\\w*|java\\.nio\\.(file|channels)\\..*|java\\.util\\.(zip\\.Zip|jar\\.Jar)File",
            "java\\.lang\\.Class(Loader)?\\.(getResource\\w*|getSystemResource\\w*)"),
    SOCKET("a socket", "ask a port", "java(x)?\\.net\\..*", ""),
    LOGGER(
            "a logger",
            "return a value or an event; the rim tells it",
            "java\\.util\\.logging\\..*|java\\.lang\\.System\\$Logger.*|org\\.(slf4j|apache\\.logging|apache\\.commons\\.logging)\\..*",
            "java\\.lang\\.System\\.getLogger|java\\.lang\\.Throwable\\.printStackTrace"),
    SDK("an SDK", "ask a port", "software\\.amazon\\..*|com\\.amazonaws\\..*", ""),
    THREAD(
            "a thread",
            "only the engine owns threads",
            "java\\.lang\\.(Thread|InheritableThread|ThreadLocal)\\w*(\\$.*)?|java\\.util\\.(concurrent\\..*|Timer|TimerTask)",
            ".*\\.(parallelStream|parallel|parallelSort)|java\\.lang\\.Object\\.(wait|notify|notifyAll)"),
    PROCESS(
            "the process",
            "take what it would tell as a parameter",
            "java\\.lang\\.(Process\\w*|Runtime)(\\$.*)?",
            "java\\.lang\\.System\\.(out|err|in|exit|getenv|\\w*Propert\\w+|setOut|setErr|setIn|console|load\\w*|gc)"
                    + "|java\\.lang\\.(Boolean\\.getBoolean|Integer\\.getInteger|Long\\.getLong)"
                    + "|java\\.(util\\.Locale|nio\\.charset\\.Charset|util\\.TimeZone|time\\.ZoneId)\\.(getDefault|defaultCharset|systemDefault)"),
    LOCALE("the locale of the process", "hand in `Locale.ROOT`", "", ""),
    CHANCE(
            "chance",
            "take a seed or a number as a parameter",
            "java\\.security\\.SecureRandom",
            "java\\.lang\\.Math\\.random|java\\.util\\.UUID\\.randomUUID"),
    LIBRARY(
            "something that pure code does not know",
            "let its own room use it, or add it to the rule with a reason",
            "",
            "");

    /** Of the JDK, what computes and touches nothing; what is dangerous in it is named above. */
    private static final Set<String> KNOWN = Set.of(
            "",
            "java.io",
            "java.lang",
            "java.lang.annotation",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.math",
            "java.nio",
            "java.nio.charset",
            "java.security",
            "java.text",
            "java.time",
            "java.time.format",
            "java.time.temporal",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "org.jspecify.annotations");

    private static final Set<String> LOCALIZED = Set.of("format", "formatted", "toLowerCase", "toUpperCase");
    private static final Set<String> DRAWN = Set.of("java.util.Random.<init>", "java.util.SplittableRandom.<init>");

    private final String what;
    private final String instead;
    private final Pattern types;
    private final Pattern members;

    Taboo(String what, String instead, String types, String members) {
        this.what = what;
        this.instead = instead;
        this.types = Pattern.compile(types);
        this.members = Pattern.compile(members);
    }

    /** The end of a sentence that starts with who did it. */
    String words() {
        return "touches " + what + " (" + instead + ")";
    }

    static Optional<Taboo> ofType(JavaClass type, House house) {
        JavaClass bare = type.getBaseComponentType();
        return named(bare.getName()).or(() -> Optional.of(LIBRARY).filter(taboo -> isForeign(bare, house)));
    }

    static Optional<Taboo> named(String type) {
        return Arrays.stream(values())
                .filter(taboo -> taboo.types.matcher(type).matches())
                .findFirst();
    }

    private static boolean isForeign(JavaClass type, House house) {
        return !house.isPure(type)
                && !KNOWN.contains(type.getPackageName())
                && LibraryRooms.room(type).filter(House.PURE::contains).isEmpty();
    }

    static Optional<Taboo> ofMember(JavaAccess<?> access) {
        String member =
                access.getTargetOwner().getName() + "." + access.getTarget().getName();
        List<String> given = parameters(access.getTarget());
        if (isLocalized(member, given)) {
            return Optional.of(LOCALE);
        }
        if (DRAWN.contains(member) && given.isEmpty() || isShuffled(member, given)) {
            return Optional.of(CHANCE);
        }
        return Arrays.stream(values())
                .filter(taboo -> taboo.members.matcher(member).matches())
                .findFirst();
    }

    private static List<String> parameters(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget unit
                ? unit.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                : List.of();
    }

    /** Such as {@code String.format("%d", n)}, which writes other digits in other countries. */
    private static boolean isLocalized(String member, List<String> given) {
        return member.startsWith("java.lang.String.")
                && LOCALIZED.contains(member.substring("java.lang.String.".length()))
                && given.stream().noneMatch("java.util.Locale"::equals);
    }

    private static boolean isShuffled(String member, List<String> given) {
        return member.equals("java.util.Collections.shuffle")
                && given.stream().allMatch(not("java.util.Random"::equals));
    }
}
