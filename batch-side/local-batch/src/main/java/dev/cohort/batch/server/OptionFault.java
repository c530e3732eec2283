package dev.cohort.batch.server;

import java.io.PrintWriter;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the options, in a sentence of ours rather than of their parser. */
final class OptionFault {
    private static final int USAGE = 2;

    private final ParameterException fault;

    OptionFault(ParameterException fault) {
        this.fault = fault;
    }

    /** The exit code. */
    int tell(PrintWriter err) {
        err.println("error: " + sentence());
        err.println("  hint: `--help` shows all options");
        err.flush();
        return USAGE;
    }

    /** What we found out ourselves is well said already. */
    private String sentence() {
        if (fault instanceof UnmatchedArgumentException unmatched) {
            return "`" + unmatched.getUnmatched().get(0) + "` is not an option of local-batch";
        }
        if (fault instanceof MissingParameterException missing) {
            return name(missing.getMissing().get(0)) + " needs a value";
        }
        if (fault instanceof OverwrittenOptionException overwritten) {
            return name(overwritten.getOverwritten()) + " is given twice";
        }
        ArgSpec unfit = fault.getArgSpec();
        return unfit == null
                ? String.valueOf(fault.getMessage())
                : name(unfit) + " takes " + unfit.paramLabel() + ", and this is `" + fault.getValue() + "`";
    }

    private static String name(ArgSpec option) {
        return option instanceof OptionSpec named ? "`" + named.longestName() + "`" : "`" + option.paramLabel() + "`";
    }
}
