package org.onestophub.loop.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the script of a test says of one complaint, before anything of the hub has seen it.
 *
 * @param end closed (within hours), late (closed after weeks), none, reopened, not-handled, on-spot, withdrawn, merged or machine
 */
record Told(
        int id,
        String institution,
        LocalDate day,
        String channel,
        String type,
        List<String> categories,
        List<String> departments,
        Set<String> flags,
        String end,
        boolean disputedLater,
        @Nullable String forum,
        boolean settled,
        int paid,
        @Nullable String satisfaction,
        @Nullable String result,
        @Nullable String coreSystem,
        boolean rectified) {

    static final String FIRST = "91350100M000100Y43";
    static final String SECOND = "91350203M0001QAY9B";

    private static final List<String> CATEGORIES = List.of("A1", "A2", "A4", "B1", "B2", "C", "D", "E");
    private static final List<String> DEPARTMENTS = List.of("03.01", "04.03", "07", "20", "901");
    private static final List<String> CHANNELS = List.of("hotline", "phone", "visit", "letter", "email");
    private static final List<String> TYPES =
            List.of("complaint", "complaint", "complaint", "complaint", "opinion", "report", "inquiry", "praise");
    private static final List<String> ENDS = List.of(
            "closed",
            "closed",
            "closed",
            "closed",
            "late",
            "none",
            "reopened",
            "not-handled",
            "on-spot",
            "withdrawn",
            "merged",
            "machine");

    /** So many complaints of two institutions, spread over some days; always the same. */
    static List<Told> script(int firstId, int count, LocalDate from, int days, long seed) {
        Random random = new Random(seed);
        List<Told> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(one(firstId + i, from.plusDays(random.nextInt(days)), random));
        }
        return all;
    }

    private static Told one(int id, LocalDate day, Random random) {
        String channel = pick(CHANNELS, random);
        String end = pick(ENDS, random);
        if (end.equals("on-spot")) {
            channel = "visit";
        }
        if (end.equals("not-handled") && channel.equals("hotline")) {
            channel = "letter";
        }
        boolean isDone = Set.of("closed", "late", "reopened").contains(end);
        Set<String> flags = new TreeSet<>();
        if (random.nextInt(8) == 0) {
            flags.add("dispute");
        }
        if (random.nextInt(20) == 0) {
            flags.add("safety");
        }
        if (end.equals("machine")) {
            flags.add("automatedMail");
        }
        if (end.equals("on-spot")) {
            flags.add("solvedOnSpot");
        }
        if (random.nextInt(30) == 0) {
            flags.add("staffInternal");
        }
        int kind = random.nextInt(12);
        String forum = !isDone || kind > 3
                ? null
                : List.of("people-mediation", "court", "negotiation", "people-mediation")
                        .get(kind);
        boolean settled = kind == 0 || kind == 1;
        int paid = forum == null ? 0 : random.nextInt(3) * 4000;
        return new Told(
                id,
                random.nextInt(3) == 0 ? SECOND : FIRST,
                day,
                channel,
                pick(TYPES, random),
                some(CATEGORIES, random),
                some(DEPARTMENTS, random),
                flags,
                end,
                isDone && random.nextInt(15) == 0,
                forum,
                forum != null && settled,
                paid,
                isDone && random.nextInt(3) > 0 ? String.valueOf(random.nextInt(4)) : null,
                isDone && random.nextBoolean() ? String.valueOf(random.nextInt(2)) : null,
                isDone && random.nextInt(5) == 0 ? pick(List.of("c01", "c02", "c08"), random) : null,
                isDone && random.nextInt(4) == 0);
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    private static List<String> some(List<String> words, Random random) {
        Set<String> chosen = new TreeSet<>();
        for (int i = random.nextInt(4); i > 1; i--) {
            chosen.add(pick(words, random));
        }
        if (random.nextInt(4) > 0) {
            chosen.add(pick(words, random));
        }
        return List.copyOf(chosen);
    }

    Set<String> tracks() {
        return id % 5 > 1 ? Set.of() : Set.of(id % 5 == 0 ? "simple" : "five-days");
    }

    Set<String> changedAtOnce() {
        return id % 7 > 1 ? Set.of() : id % 7 == 0 ? Set.of("attitude", "process") : Set.of("process");
    }

    Set<String> helpers() {
        return id % 3 > 0 ? Set.of() : Set.of(id % 6 == 0 ? "volunteer" : "third-party");
    }

    /** What desks do at once is said by some when they enter the complaint, by others later. */
    boolean isToldAtOnce() {
        return id % 2 == 0;
    }

    boolean counts() {
        return !Set.of("withdrawn", "merged", "machine").contains(end);
    }

    /** The day on which it ended; null: it goes on, also where it was reopened. */
    @Nullable
    LocalDate endDay() {
        return switch (end) {
            case "closed", "on-spot", "not-handled" -> day;
            case "late" -> day.plusDays(40);
            default -> null;
        };
    }

    boolean isPatients() {
        return Set.of("complaint", "opinion", "report").contains(type) && !isOfStaff();
    }

    /** Kept apart from patients, and without their duties. */
    boolean isOfStaff() {
        return flags.contains("staffInternal");
    }

    boolean isDisputed() {
        return disputedLater || flags.contains("dispute");
    }

    /** By the rules of replies: nothing is due for praise, nor if it was solved on the spot or need not be handled. */
    boolean hasReplyDue() {
        return !isOfStaff()
                && !type.equals("praise")
                && !Set.of("on-spot", "not-handled").contains(end);
    }

    /** Something ended too late, or did not happen: a reply, an order of the hotline, or the report of a settlement. */
    boolean isOverdue() {
        boolean isLate = Set.of("late", "none").contains(end) && (!type.equals("praise") || channel.equals("hotline"));
        boolean isReopened = end.equals("reopened") && !type.equals("praise");
        return !isOfStaff() && (isLate || isReopened || settled);
    }

    /** What was sealed stays sealed if the complaint is withdrawn; cases that stand for no case of their own are left alone. */
    boolean isSealed() {
        return id % 10 == 3 && !end.equals("merged") && !end.equals("machine");
    }

    /** Fifty days after its day. */
    boolean isOpenedLater() {
        return isSealed() && id % 20 == 3;
    }

    boolean isOfPolice() {
        return id % 10 == 4 && !end.equals("merged") && !end.equals("machine");
    }

    /** Nine days after its day. */
    boolean isClue() {
        return id % 10 == 5 && !end.equals("merged") && !end.equals("machine");
    }
}
