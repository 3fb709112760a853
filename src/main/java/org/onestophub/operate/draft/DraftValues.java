package org.onestophub.operate.draft;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Choice;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Input;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Kind;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Target;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What a person may give for a draft. */
final class DraftValues {

    /** A place in an input; what would end a text or a path in a file of a mapping is not in it. */
    static final Pattern SOURCE = Pattern.compile("(?:/[^/~\"\\\\\\p{Cntrl}$]{1,100}){1,8}");

    /** A value that says something else than itself could read a secret of the hub and send it away. */
    private static final Pattern NO_VALUE =
            Pattern.compile("(?s).*(?:\\$\\{|\\{\\{|#\\{|\\p{Cntrl}).*|(?:file|env):.*");

    /** What decides which server a secret is shown to, and who can read it on its way. */
    private static final Set<String> SERVER =
            Set.of("host", "port", "protocol", "start-tls-required", "check-host-name");

    private static final int LONGEST_VALUE = 1_000;

    private DraftValues() {}

    /** Whether it names a place in an order. */
    static boolean isPlace(Choice choice) {
        return SOURCE.matcher(choice.source()).matches();
    }

    /**
     * The values to keep: those that are not what counts anyway, secrets as references. All are checked before a secret is kept.
     *
     * @param old what was given before; an empty secret keeps it, unless it would now go to another server or by another way
     * @param keepSecret keeps a secret under a name and gives the reference to it
     * @throws ProblemException AC-104 with the name of the value that cannot be
     */
    static Map<String, String> checked(
            Kind kind, Map<String, String> old, Map<String, String> given, BinaryOperator<String> keepSecret) {
        Map<String, String> values = new TreeMap<>();
        Map<String, String> secrets = new TreeMap<>();
        Set<String> known = new HashSet<>();
        boolean isElsewhere = false;
        for (Input input : kind.inputs()) {
            known.add(input.name());
            String typed = given.getOrDefault(input.name(), "");
            String value = input.secret() ? typed : typed.strip();
            require(value.length() <= LONGEST_VALUE, input.name());
            if (input.secret()) {
                require(value.chars().noneMatch(Character::isISOControl), input.name());
                secrets.put(input.name(), value);
                continue;
            }
            require(!NO_VALUE.matcher(value).matches(), input.name());
            require(
                    value.isEmpty()
                            || input.options().isEmpty()
                            || input.options().contains(value),
                    input.name());
            require(value.isEmpty() || !input.type().equals("integer") || isWithin(value, input), input.name());
            if (!value.isEmpty() && !value.equals(input.standard())) {
                values.put(input.name(), value);
            }
            isElsewhere |= (SERVER.contains(input.name()) || input.isTrust())
                    && !Objects.equals(old.get(input.name()), values.get(input.name()));
        }
        given.keySet().forEach(name -> require(known.contains(name), "values"));
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            String before = isElsewhere ? "" : old.getOrDefault(secret.getKey(), "");
            if (!secret.getValue().isEmpty()) {
                values.put(secret.getKey(), keepSecret.apply(secret.getKey(), secret.getValue()));
            } else if (!before.isEmpty()) {
                values.put(secret.getKey(), before);
            }
        }
        return values;
    }

    private static boolean isWithin(String value, Input input) {
        if (!value.matches("-?[0-9]{1,15}")) {
            return false;
        }
        long number = Long.parseLong(value);
        return (input.least() == null || number >= input.least()) && (input.most() == null || number <= input.most());
    }

    /**
     * The choices, each field once.
     *
     * @param targets what can be chosen
     * @param fits whether a choice says something that its target can take
     * @throws ProblemException AC-104
     */
    static List<Choice> choices(List<Target> targets, Predicate<Choice> fits, List<Choice> given) {
        Set<String> chosen = new HashSet<>();
        for (Choice choice : given) {
            require(
                    targets.stream().anyMatch(target -> target.pointer().equals(choice.target()))
                            && chosen.add(choice.target()),
                    "target");
            require(choice.source() != null && fits.test(choice), "source");
        }
        return List.copyOf(given);
    }

    static void require(boolean fits, String name) {
        if (!fits) {
            throw new ProblemException(Problem.REQUEST_INVALID, name);
        }
    }
}
