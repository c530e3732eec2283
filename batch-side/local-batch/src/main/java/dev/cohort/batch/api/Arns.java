package dev.cohort.batch.api;

/** The full names of things, in one region of an account that does not exist. */
public record Arns(String region, String account) {
    /** The account of AWS's own examples. */
    public static final String EXAMPLE_ACCOUNT = "123456789012";

    String of(String kind, String name) {
        return "arn:aws:batch:" + region + ":" + account + ":" + kind + "/" + name;
    }

    String taskOf(String id) {
        return "arn:aws:ecs:" + region + ":" + account + ":task/local-batch/" + id;
    }

    /** A name, or an ARN of this kind, as requests may say either. */
    static String name(String kind, String nameOrArn) {
        String mark = ":" + kind + "/";
        int at = nameOrArn.startsWith("arn:") ? nameOrArn.indexOf(mark) : -1;
        return at < 0 ? nameOrArn : nameOrArn.substring(at + mark.length());
    }
}
