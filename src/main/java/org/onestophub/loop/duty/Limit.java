package org.onestophub.loop.duty;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a duty may take, for example {@code 5 working-days}. {@code 0 working-days} is the same day, or the next
 * working day after a day off.
 */
record Limit(int amount, LimitUnit unit) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5}) ([a-z-]{4,14})");

    /** The limit in the words of a rule file; empty if it is none, or larger than its unit allows. */
    static Optional<Limit> of(String text) {
        Matcher match = TEXT.matcher(text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        int amount = Integer.parseInt(match.group(1));
        for (LimitUnit unit : LimitUnit.values()) {
            if (unit.word().equals(match.group(2).replaceFirst("s$", "")) && amount <= unit.most()) {
                return Optional.of(new Limit(amount, unit));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return amount + " " + unit.word() + (amount == 1 ? "" : "s");
    }
}
