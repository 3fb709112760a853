package org.onestophub.loop.rule;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is called and where it comes from, as its fields {@code name} and {@code basis} say.
 *
 * @param kind law, policy, practice, hospital or proposal
 * @param text the text of the source
 * @param confirmed whether somebody has read that text
 * @param zh the rule's Chinese name
 * @param en its English name
 */
public record RuleBasis(String kind, String text, boolean confirmed, String zh, String en) {

    /** Codes of {@code kind}. */
    public static final Set<String> KINDS = Set.of("law", "policy", "practice", "hospital", "proposal");

    /** Where the rule comes from, as people read it. */
    public String source() {
        return kind + ": " + text;
    }

    /** Reads both fields of a rule and adds what is wrong with them to its faults. */
    public static RuleBasis of(RuleNode rule) {
        return of(rule, rule.field("basis"));
    }

    /** The same with a basis that stands elsewhere, as that of a part of a rule. */
    public static RuleBasis of(RuleNode rule, @Nullable RuleNode basis) {
        RuleNode name = rule.field("name");
        if (name == null || basis == null) {
            rule.fault("name and basis must be there");
            return new RuleBasis("", "", false, "", "");
        }
        name.allowOnly(Set.of("zh", "en"));
        basis.allowOnly(Set.of("kind", "text", "confirmed"));
        String kind = basis.text("kind", true);
        if (!KINDS.contains(kind)) {
            basis.fault("kind is law, policy, practice, hospital or proposal");
        }
        return new RuleBasis(
                kind,
                basis.text("text", true),
                basis.isOneOf("confirmed", "false", "true"),
                name.text("zh", true),
                name.text("en", true));
    }
}
